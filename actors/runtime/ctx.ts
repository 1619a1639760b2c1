import { streamOf } from '../../tenants/isolation.ts';
import { internalCaller } from './caller.ts';
import type { AnyDecider } from './decider.ts';
import type { Domains } from './domains.ts';
import type { CallHeaders } from './headers.ts';
import { deriveId } from './ids.ts';
import type { Codec } from './journal/codec.ts';
import type { Journal } from './journal/journal.ts';
import type { Partitions } from './partition/partitions.ts';
import type { Page, Rows } from './rows/rows.ts';
import type { CallOptions, Ctx, PastEntry } from './service.ts';
import type { Transport } from './transport.ts';
import type { AnyView } from './view.ts';
import type { World } from './world.ts';

export type CtxOptions = {
  readonly world: World;
  readonly journal: Journal;
  readonly codec: Codec;
  readonly rows: Rows;
  readonly domains: Domains;
  readonly transport: Transport;
};

/** The registry gives the calls their types. */
type UntypedCtx = Ctx<never>;

/** What a handler sees of the world, made anew for each call. */
export function makeCtx(options: CtxOptions, partitions: () => Partitions, headers: CallHeaders): UntypedCtx {
  const { world, rows, transport } = options;
  const nth = counting();
  const begun = world.now();
  const left = () => Math.max(1, headers.deadlineMs - (world.now() - begun));
  const { tenantId, caller, commandId, traceId } = headers;
  return {
    tenantId,
    caller,
    commandId,
    traceId,
    now: world.now,
    newId: (prefix) => deriveId(prefix, `${tenantId}\n${commandId}\n${nth(`id ${prefix}`)}`),
    call: async (name, params, called: CallOptions = {}) => {
      const answered = await transport.call(name, params, {
        tenantId: called.tenantId ?? tenantId,
        caller: internalCaller,
        commandId: `${commandId}/${called.id ?? `${name}:${nth(name)}`}`,
        traceId,
        ...(headers.sure && { sure: true }),
        deadlineMs: called.timeoutMs ?? left(),
      });
      return answered.result as never;
    },
    find: (view, query) => rows.find(view.name, query) as Promise<Page<never>>,
    get: async (view: AnyView, key: string) => (await rows.get(view.name, [key]))[0] as never,
    count: (view, index, where) => rows.count(view.name, index, where),
    history: (decider, id, afterVersion, limit) =>
      pastOf(
        options,
        partitions(),
        decider,
        streamOf(tenantId, decider.type, id),
        afterVersion,
        limit,
      ) as Promise<never>,
  };
}

/** How often each name was asked for before: a retried handler asks in the same order. */
function counting(): (name: string) => number {
  const counts = new Map<string, number>();
  return (name) => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count;
  };
}

export async function pastOf(
  { domains, journal, codec }: CtxOptions,
  partitions: Partitions,
  decider: AnyDecider,
  stream: string,
  afterVersion: number,
  limit: number,
): Promise<readonly PastEntry[]> {
  const area = domains.decider(decider.type)?.area ?? '';
  const stored = await journal.stream(partitions.nameOf(area, stream), stream, afterVersion, limit);
  const entries = await codec.decode(stored.map(({ bytes }) => Buffer.from(bytes).toString()));
  return entries.map(({ version, at, by, events }) => ({ version, at, by, events }));
}
