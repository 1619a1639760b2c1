import { type ParamsOf, type ResultOf, task } from '../registry.ts';
import { notFound } from '../runtime/errors.ts';
import { behind } from '../runtime/feed/consumer.ts';
import { never, type Parked } from '../runtime/feed/parked.ts';
import type { Inspector, SeenActor } from '../runtime/inspector.ts';
import type { Handler } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import type { ActorPage, DeadLetter, Flag, NodeHealth, NodePage, OwnOpsActions, RouteTimes } from './contract.ts';
import { withoutSecrets } from './secrets.ts';

/** What this process tells of itself. */
export type Self = Pick<NodePage, 'id' | 'areas' | 'since'> & {
  readonly memoryMb: () => number;
  readonly requests: () => NodePage['requests'];
  readonly breakers: () => NodePage['breakers'];
  /** Nothing where it is no gateway. */
  readonly routes: () => Promise<readonly RouteTimes[]>;
  readonly health: () => Promise<Omit<NodeHealth, 'node'>>;
  readonly flags: readonly Flag[];
  /** Begins to stop as a supervisor would have it; what is under way is answered first. */
  readonly drain: () => void;
};

export const mostLetters = 1_000;

const letterOf = (parked: Parked): DeadLetter => {
  const { id, tenantId, consumer, stream, event, code, message, tries, since, retryAt } = parked;
  const again = retryAt === never ? {} : { retryAt: toIso(retryAt) };
  return { id, tenantId, consumer, stream, event, code, message, tries, since: toIso(since), ...again };
};

const shown = ({ state, events, ...seen }: SeenActor): ActorPage => ({
  ...seen,
  state: withoutSecrets(state),
  events: events.map((entry) => ({ ...entry, at: toIso(entry.at), events: entry.events.map(withoutSecrets) })),
});

const pageOf = (inspector: Inspector, { id, areas, since, memoryMb, requests, breakers }: Self): NodePage => ({
  id,
  areas,
  partitions: inspector.partitions,
  waiting: inspector.waiting,
  behind: inspector.lag().reduce((sum, lag) => sum + behind(lag), 0),
  deadLetters: inspector.parked().length,
  memoryMb: memoryMb(),
  requests: requests(),
  breakers: breakers(),
  since,
});

type OwnHandlers = {
  readonly [Name in keyof OwnOpsActions]: Handler<ParamsOf<Name>, ResultOf<Name>>;
};

/** What each node answers of its own; others are asked beside it. */
export const ownOps = (inspector: () => Inspector, self: Self): OwnHandlers => {
  const visible = (tenantId: string | undefined) =>
    inspector()
      .parked()
      .filter((parked) => tenantId === undefined || parked.tenantId === tenantId);

  return {
    'ops.ownPage': task(async () => pageOf(inspector(), self)),
    'ops.ownActor': task(async ({ tenantId, type, id, after, limit }) =>
      shown(await inspector().actor(tenantId, type, id, after, limit)),
    ),
    'ops.ownFeed': task(async ({ consumer }) => ({
      consumers: inspector()
        .lag()
        .filter((lag) => consumer === undefined || lag.consumer === consumer)
        .map((lag) => ({ ...lag, lag: behind(lag) })),
      waiting: inspector().waiting,
    })),
    'ops.ownLetters': task(async ({ tenantId, consumer }) => {
      const parked = visible(tenantId).filter((one) => consumer === undefined || one.consumer === consumer);
      const oldest = [...parked].sort((a, b) => a.since - b.since).slice(0, mostLetters);
      return { items: oldest.map(letterOf), total: parked.length };
    }),
    'ops.ownReplay': task(async ({ tenantId, id }) => {
      if (!visible(tenantId).some((parked) => parked.id === id)) throw notFound('dead letter');
      return letterOf(await inspector().replay(id));
    }),
    'ops.ownRequests': task(async () => ({ items: await self.routes() })),
    'ops.ownHealth': task(async () => ({ node: self.id, ...(await self.health()) })),
    'ops.ownFlags': task(async () => ({ node: self.id, flags: self.flags })),
    'ops.ownDrain': task(async () => {
      self.drain();
      return { id: self.id };
    }),
  };
};
