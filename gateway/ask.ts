import type { ActionName, ParamsOf, ResultOf } from '../actors/registry.ts';
import { internalCaller } from '../actors/runtime/caller.ts';
import type { AnswerMeta, CallHeaders } from '../actors/runtime/headers.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { World } from '../actors/runtime/world.ts';

/** Asks an action; `meta` is filled by whoever answers. */
export type Ask = (action: string, params: unknown, about: CallHeaders, meta?: AnswerMeta) => Promise<unknown>;

export const createAsk =
  (transport: Transport): Ask =>
  async (action, params, about, meta = {}) => {
    const answered = await transport.call(action, params, about);
    Object.assign(meta, answered.meta);
    return answered.result;
  };

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
