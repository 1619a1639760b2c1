import type { ActionName, ParamsOf, ResultOf } from '../actors/registry.ts';
import { internalCaller } from '../actors/runtime/caller.ts';
import { type AnswerMeta, type CallHeaders, writeHeaders } from '../actors/runtime/headers.ts';
import type { World } from '../actors/runtime/world.ts';

type CallOptions = {
  readonly headers: Readonly<Record<string, string>>;
  readonly meta: AnswerMeta;
  readonly timeout: number;
  readonly requestID: string;
};

/** `broker.call`, as far as the gateway needs it. */
export type BrokerCall = (action: string, params: unknown, options: CallOptions) => Promise<unknown>;

/** Asks an action; `meta` is filled by whoever answers. */
export type Ask = (action: string, params: unknown, about: CallHeaders, meta?: AnswerMeta) => Promise<unknown>;

export const createAsk =
  (call: BrokerCall): Ask =>
  (action, params, about, meta = {}) =>
    call(action, params, {
      headers: writeHeaders(about),
      meta,
      timeout: about.deadlineMs,
      requestID: about.traceId,
    });

/** Asks as the gateway itself: for what it must know before it can say who is asking. */
export type AskInternally = <Name extends ActionName>(
  tenantId: string,
  action: Name,
  params: ParamsOf<Name>,
  traceId: string,
) => Promise<ResultOf<Name>>;

const internalDeadlineMs = 5_000;

export const createAskInternally =
  (ask: Ask, world: World): AskInternally =>
  (tenantId, action, params, traceId) =>
    ask(action, params, {
      tenantId,
      caller: internalCaller,
      commandId: world.randomId(),
      traceId,
      deadlineMs: internalDeadlineMs,
    }) as Promise<never>;
