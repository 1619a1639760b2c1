import type { Action } from '../runtime/contract.ts';

export type ActorPage = {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** Without secrets: fields named like one are hidden. */
  readonly state: unknown;
  readonly events: readonly {
    readonly version: number;
    readonly at: string;
    readonly by: string;
    readonly events: readonly unknown[];
  }[];
};

export type ConsumerPage = {
  readonly consumer: string;
  readonly partition: string;
  readonly handled: number;
  readonly head: number;
  readonly lag: number;
  readonly problem?: string;
};

export type DeadLetter = {
  readonly id: string;
  readonly tenantId: string;
  readonly consumer: string;
  readonly stream: string;
  readonly event: string;
  readonly code: string;
  readonly message: string;
  readonly tries: number;
  readonly since: string;
  /** Absent: it waits for somebody to replay it. */
  readonly retryAt?: string;
};

/** One process of Souk, as it sees itself. */
export type NodePage = {
  readonly id: string;
  /** Areas whose actions it serves. */
  readonly areas: readonly string[];
  /** Partitions that it owns. */
  readonly partitions: number;
  /** Commands that wait in its mailboxes. */
  readonly waiting: number;
  /** Batches that its consumers have not handled yet, all together. */
  readonly behind: number;
  readonly deadLetters: number;
  readonly memoryMb: number;
  /** Requests of its gateway: on their way, waiting for a place, and refused because there was none, since the start. */
  readonly requests: { readonly underWay: number; readonly waiting: number; readonly refused: number };
  /** Nodes that do not answer it, each for one action. */
  readonly breakers: readonly {
    readonly node: string;
    readonly action: string;
    /** `trying`: one call has been let through, and decides. */
    readonly state: 'open' | 'trying';
    readonly since: string;
  }[];
  readonly since: string;
};

/** One route of one gateway, since its start. */
export type RouteTimes = {
  readonly method: string;
  /** A pattern: `/v1/orders/{id}`. */
  readonly route: string;
  readonly answered: number;
  /** With a status from 400 to 499. */
  readonly refused: number;
  /** With one from 500 on. */
  readonly failed: number;
  /** Of those answered; what was given from ready bytes is not timed. */
  readonly timed: number;
  /** How many took no longer than so many milliseconds, each also counted in those that follow. */
  readonly within: readonly { readonly ms: number; readonly count: number }[];
};

/**
 * The same over all gateways; half of the timed answers, and 95 of 100, took so many milliseconds at most. Absent: longer
 * than anything that is counted.
 */
export type RequestFigures = Omit<RouteTimes, 'within'> & {
  readonly p50Ms?: number;
  readonly p95Ms?: number;
};

/** What a node says of its parts, as its own `/health/ready` does. */
export type NodeHealth = {
  readonly node: string;
  /** It can serve: there are parts that it can do without. */
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
};

type Feature = 'web' | 'analytics' | 'tracing' | 'tryIt' | 'sandbox';
type Engine = 'nats' | 'mongo' | 'redis' | 'clickhouse' | 'smtp';
export type FlagName = Feature | Engine;

/** Whether the settings of a node have this; never an address or a password. */
export type Flag = { readonly name: FlagName; readonly on: boolean; readonly detail?: string };
export type NodeFlags = { readonly node: string; readonly flags: readonly Flag[] };

/** Where an actor lives, as the node that was asked sees it. */
export type Placed = {
  /** Its stream: tenant, type and id. */
  readonly key: string;
  readonly area: string;
  readonly partition: string;
  /** The node that owns the partition; absent while there is none. */
  readonly owner?: string;
};

/** Nodes that did not answer in time: what they know is missing. Absent: all have answered. */
type Silent = { readonly silent?: readonly string[] };
export type Feed = { readonly consumers: readonly ConsumerPage[]; readonly waiting: number };
export type Letters = { readonly items: readonly DeadLetter[]; readonly total: number };

export interface OwnHealthActions {
  'ops.ownHealth': Action<Record<never, never>, NodeHealth>;
  'ops.ownFlags': Action<Record<never, never>, NodeFlags>;
}

export interface HealthActions extends OwnHealthActions {
  'ops.health': Action<Record<never, never>, Silent & { items: readonly NodeHealth[] }>;
  'ops.flags': Action<Record<never, never>, Silent & { items: readonly NodeFlags[] }>;
}

/** What each node is asked of itself. `tenantId`: only what is of that tenant. */
export interface OwnOpsActions extends OwnHealthActions {
  'ops.ownPage': Action<Record<never, never>, NodePage>;
  'ops.ownActor': Action<{ tenantId: string; type: string; id: string; after: number; limit: number }, ActorPage>;
  'ops.ownFeed': Action<{ consumer?: string }, Feed>;
  'ops.ownLetters': Action<{ tenantId?: string; consumer?: string }, Letters>;
  'ops.ownReplay': Action<{ tenantId?: string; id: string }, DeadLetter>;
  'ops.ownRequests': Action<Record<never, never>, { items: readonly RouteTimes[] }>;
  'ops.ownDrain': Action<Record<never, never>, { id: string }>;
}

export interface OpsActions extends OwnOpsActions, HealthActions {
  /** All that are there, whoever is asked. */
  'ops.nodes': Action<Record<never, never>, Silent & { items: readonly NodePage[] }>;
  /** Answered once the node has begun; a node that has gone is not there. */
  'ops.drain': Action<{ id: string }, { id: string }>;
  /** `key`: `type/id` of the caller's tenant, or `tenant/type/id` as streams are written; others' only for the platform. */
  'ops.placement': Action<{ key: string }, Placed>;
  /** An actor of the caller's tenant; people of the tenant `platform` name another with `tenant`. */
  'ops.actor': Action<{ type: string; id: string; tenant?: string; after?: number; limit?: number }, ActorPage>;
  'ops.feed': Action<{ consumer?: string }, Feed & Silent>;
  /** At most 1 000, the oldest first. */
  'ops.deadLetters': Action<{ consumer?: string }, Letters & Silent>;
  /** The slowest first. */
  'ops.requests': Action<Record<never, never>, Silent & { items: readonly RequestFigures[] }>;
  'ops.replay': Action<{ id: string }, DeadLetter>;
}
