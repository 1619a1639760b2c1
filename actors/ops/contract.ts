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

export interface OpsActions {
  /** An actor of the caller's tenant; people of the tenant `platform` name another with `tenant`. */
  'ops.actor': Action<{ type: string; id: string; tenant?: string; after?: number; limit?: number }, ActorPage>;
  'ops.feed': Action<{ consumer?: string }, { consumers: readonly ConsumerPage[]; waiting: number }>;
  /** At most 1 000, the oldest first. */
  'ops.deadLetters': Action<{ consumer?: string }, { items: readonly DeadLetter[]; total: number }>;
  'ops.replay': Action<{ id: string }, DeadLetter>;
}
