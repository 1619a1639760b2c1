import type { Consumer } from './feed/consumer.ts';
import type { AnyFlow } from './flow.ts';
import type { Journal } from './journal/journal.ts';
import type { Others } from './others.ts';
import type { Members } from './placement.ts';
import type { Rows } from './rows/rows.ts';
import type { AnyService } from './service.ts';
import type { Spans } from './spans.ts';
import type { Transport } from './transport.ts';
import type { Vault } from './vault/vault.ts';
import type { AnyView } from './view.ts';
import type { World } from './world.ts';

export type NodeLimits = {
  /** Partitions of each domain, for a new journal. */
  readonly partitions: number;
  /** Commands that may wait for one actor. */
  readonly mailboxLimit: number;
  readonly actorsInMemory: number;
  /** Commands that one batch of a partition may hold. Default 500. */
  readonly maxEntriesPerBatch?: number;
  /** How long an answer may wait for a decision. */
  readonly waitMs: number;
  /** How long read models may lag under load, to be written in larger steps. Default 0. */
  readonly viewPaceMs?: number;
};

export type NodeOptions = {
  readonly nodeId: string;
  readonly world: World;
  readonly journal: Journal;
  readonly rows: Rows;
  readonly vault: Vault;
  /** Those of all areas: what another node hosts is asked there. */
  readonly services: readonly AnyService[];
  /** The areas that this node hosts; default: all. */
  readonly hosts?: readonly string[];
  readonly views: readonly AnyView[];
  readonly flows: readonly AnyFlow[];
  /** Others that follow the feed: search, sockets, caches. */
  readonly consumers?: readonly Consumer[];
  /** Default: calls stay in this node. */
  readonly transport?: Transport;
  /** Default: this node is alone, and everything is its own. */
  readonly members?: Members;
  /** Default: there are none. */
  readonly others?: Others;
  /** Default: nothing is recorded. */
  readonly spans?: Spans;
  readonly limits: NodeLimits;
};
