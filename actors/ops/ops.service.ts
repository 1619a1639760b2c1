import { service, task } from '../registry.ts';
import type { Caller } from '../runtime/caller.ts';
import { notFound } from '../runtime/errors.ts';
import { never, type Parked } from '../runtime/feed/parked.ts';
import type { Inspector } from '../runtime/inspector.ts';
import { toIso } from '../runtime/time.ts';
import { opsContract } from './contract.schemas.ts';
import type { ConsumerPage, DeadLetter, OpsActions } from './contract.ts';

const mostLetters = 1_000;
const secret = /password|secret|token|hash$/i;

/** Hides what no one may read, wherever it stands in a state; Maps and Sets become plain. */
export function withoutSecrets(value: unknown): unknown {
  if (value instanceof Map) return withoutSecrets(Object.fromEntries(value));
  if (value instanceof Set) return [...value].map(withoutSecrets);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, secret.test(field) ? '[hidden]' : withoutSecrets(inner)]),
  );
}

const isPlatform = (caller: Caller): boolean => caller.kind === 'internal' || caller.roles.includes('platform');

/** Ops of a tenant see their tenant; the platform's people may name any. */
function tenantFor(caller: Caller, own: string, asked: string | undefined): string {
  if (asked === undefined || asked === own) return own;
  if (!isPlatform(caller)) throw notFound('tenant');
  return asked;
}

const letterOf = (parked: Parked): DeadLetter => {
  const { id, tenantId, consumer, stream, event, code, message, tries, since, retryAt } = parked;
  const again = retryAt === never ? {} : { retryAt: toIso(retryAt) };
  return { id, tenantId, consumer, stream, event, code, message, tries, since: toIso(since), ...again };
};

const lagOf = (inspector: Inspector): ConsumerPage[] =>
  inspector.lag().map((lag) => ({ ...lag, lag: Math.max(0, lag.head - lag.handled) }));

export const opsService = (inspector: () => Inspector) => {
  const visible = (caller: Caller, tenantId: string) =>
    inspector()
      .parked()
      .filter((parked) => isPlatform(caller) || parked.tenantId === tenantId);

  return service<OpsActions>(opsContract, {
    'ops.actor': task(async ({ type, id, tenant, after = 0, limit = 100 }, ctx) => {
      const tenantId = tenantFor(ctx.caller, ctx.tenantId, tenant);
      const seen = await inspector().actor(tenantId, type, id, after, limit);
      const events = seen.events.map((entry) => ({
        ...entry,
        at: toIso(entry.at),
        events: entry.events.map(withoutSecrets),
      }));
      return { ...seen, state: withoutSecrets(seen.state), events };
    }),
    'ops.feed': task(async ({ consumer }) => ({
      consumers: lagOf(inspector()).filter((lag) => consumer === undefined || lag.consumer === consumer),
      waiting: inspector().waiting,
    })),
    'ops.deadLetters': task(async ({ consumer }, ctx) => {
      const parked = visible(ctx.caller, ctx.tenantId).filter(
        (one) => consumer === undefined || one.consumer === consumer,
      );
      const oldest = [...parked].sort((a, b) => a.since - b.since).slice(0, mostLetters);
      return { items: oldest.map(letterOf), total: parked.length };
    }),
    'ops.replay': task(async ({ id }, ctx) => {
      if (!visible(ctx.caller, ctx.tenantId).some((parked) => parked.id === id)) throw notFound('dead letter');
      return letterOf(await inspector().replay(id));
    }),
  });
};
