import { type Context, Errors, type ServiceBroker, type ServiceSchema } from 'moleculer';
import { internalCaller } from './caller.ts';
import { type SoukError, toSoukError } from './errors.ts';
import { type AnswerMeta, type CallHeaders, readHeaders, writeHeaders } from './headers.ts';
import type { Answered, Transport } from './transport.ts';
import type { World } from './world.ts';

/** `from`: the node that asks; null for whoever is in this process. */
export type Perform = (action: string, params: unknown, headers: CallHeaders, from: string | null) => Promise<Answered>;

/** What a person at the REPL has, who sends no headers: the runtime's own rights, in the tenant `demo`. */
const replHeaders = (world: World): CallHeaders => ({
  tenantId: 'demo',
  caller: internalCaller,
  commandId: world.randomId(),
  traceId: world.randomId(),
  deadlineMs: 10_000,
});

/** One Moleculer service an area, so that `call inventory.get --sku ...` works wherever Moleculer does. */
export const moleculerServices = (
  contracts: readonly { readonly area: string; readonly actions: object }[],
  perform: Perform,
  world: World,
): ServiceSchema[] =>
  contracts.map(({ area, actions }) => ({
    name: area,
    actions: Object.fromEntries(
      Object.keys(actions).map((name) => [
        name.slice(area.length + 1),
        { handler: (ctx: Context<unknown, AnswerMeta>) => serve(name, ctx, perform, world) },
      ]),
    ),
  }));

async function serve(
  name: string,
  ctx: Context<unknown, AnswerMeta>,
  perform: Perform,
  world: World,
): Promise<unknown> {
  const headers = readHeaders(ctx.headers) ?? replHeaders(world);
  try {
    const { result, meta } = await perform(name, ctx.params, headers, ctx.nodeID);
    Object.assign(ctx.meta, meta);
    return result;
  } catch (error) {
    throw ctx.nodeID === ctx.broker.nodeID ? error : portable(toSoukError(error));
  }
}

/** The class of an error is lost on the wire, so it travels in the data; `toSoukError` reads it there. */
const portable = (error: SoukError): Error =>
  new Errors.MoleculerError(error.message, 500, error.type, { ...error.data, class: error.class });

export type How = {
  /** The node that is asked; default: where Moleculer finds the service, which is here. */
  readonly nodeID?: string;
  /** Whether Moleculer, too, watches the deadline. */
  readonly timed?: boolean;
};

/** Calls through the broker: what its middlewares do (metrics, breakers, bulkheads) happens to every one. */
export const moleculerTransport = (broker: () => ServiceBroker, { nodeID, timed }: How = {}): Transport => ({
  call: async (action, params, headers) => {
    const called = broker().call(action, params as object, {
      headers: writeHeaders(headers),
      requestID: headers.traceId,
      ...(nodeID !== undefined && { nodeID }),
      ...(timed && { timeout: headers.deadlineMs }),
    });
    try {
      const result = await called;
      return { result, meta: metaOf(called) };
    } catch (error) {
      throw toSoukError(error);
    }
  },
});

const metaOf = (called: unknown): AnswerMeta =>
  (called as { readonly ctx?: { readonly meta: AnswerMeta } }).ctx?.meta ?? {};

/** Moleculer's own words for "nobody is there"; everything else is ours, or a bug. */
const unheard: ReadonlySet<unknown> = new Set([
  'SERVICE_NOT_FOUND',
  'SERVICE_NOT_AVAILABLE',
  'REQUEST_REJECTED',
  'REQUEST_SKIPPED',
  'QUEUE_FULL',
  'BAD_GATEWAY',
]);

/** Nobody says that the call was not heard, and nobody answered it. */
export const isUnheard = (error: SoukError): boolean =>
  error.class === 'Internal' && unheard.has((error.cause as { readonly type?: unknown } | undefined)?.type);
