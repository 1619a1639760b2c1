import { type Caller, internalCaller } from '../../actors/runtime/caller.ts';
import type { AnyDecider } from '../../actors/runtime/decider.ts';
import type { CallHeaders } from '../../actors/runtime/headers.ts';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { emptyDisk as emptyJournal, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { ActorNode } from '../../actors/runtime/node.ts';
import type { NodeLimits, NodeOptions } from '../../actors/runtime/node-options.ts';
import { emptyDisk as emptyRows, memoryRows } from '../../actors/runtime/rows/memory.ts';
import type { Rows } from '../../actors/runtime/rows/rows.ts';
import type { AnyService } from '../../actors/runtime/service.ts';
import type { Answered } from '../../actors/runtime/transport.ts';
import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import type { Vault } from '../../actors/runtime/vault/vault.ts';
import { FakeWorld } from './fake-world.ts';
import { type Between, bendable, cutOff } from './faults.ts';
import { errandFlow, type ToyActions, type ToyName, totalsView, toyServices, type Visit } from './toy.ts';

export type Asked = {
  readonly commandId?: string;
  readonly tenantId?: string;
  readonly traceId?: string;
  readonly caller?: Caller;
  readonly deadlineMs?: number;
  readonly expected?: string;
};

type Opened = Partial<Pick<NodeOptions, 'views' | 'flows' | 'consumers' | 'members' | 'others' | 'spans'>> & {
  readonly limits?: Partial<NodeLimits>;
  /** Services as another release has them. */
  readonly services?: readonly AnyService[];
};

const limits: NodeLimits = { partitions: 1, mailboxLimit: 10_000, actorsInMemory: 1_024, waitMs: 2_000 };

/** What outlives a node: the disks, the time, and the world outside. A test opens one node after the other in it. */
export class ToyHouse {
  readonly world = new FakeWorld();
  readonly journalDisk = emptyJournal();
  readonly rowsDisk = emptyRows();
  readonly safe = emptySafe();
  readonly poison = { on: true };
  visit: Visit = () => {};
  #opened = 0;

  async open(opened: Opened = {}): Promise<ToyNode> {
    const node = this.make(opened);
    await node.start();
    return node;
  }

  make({ limits: own, ...opened }: Opened = {}): ToyNode {
    this.#opened += 1;
    return new ToyNode(this, `node-${this.#opened}`, {
      services: toyServices(() => this.visit),
      views: [totalsView(this.poison)],
      flows: [errandFlow],
      limits: { ...limits, ...own },
      ...opened,
    });
  }
}

/** One node of the runtime over engines that a test may bend. */
export class ToyNode {
  readonly node: ActorNode;
  readonly journal: Journal;
  readonly rows: Rows;
  readonly vault: Vault;
  readonly bendJournal: Between<Journal>;
  readonly bendRows: Between<Rows>;
  readonly #house: ToyHouse;
  #alive = true;

  constructor(
    house: ToyHouse,
    nodeId: string,
    options: Omit<NodeOptions, 'nodeId' | 'world' | 'journal' | 'rows' | 'vault'>,
  ) {
    this.#house = house;
    const journal = bendable(memoryJournal(house.journalDisk));
    const rows = bendable(memoryRows({ disk: house.rowsDisk }));
    const { now, randomId } = house.world;
    const world = {
      now,
      randomId,
      after: (delayMs: number, run: () => void) => house.world.after(delayMs, () => this.#alive && run()),
      soon: (run: () => void) => house.world.soon(() => this.#alive && run()),
    };
    this.journal = journal.port;
    this.rows = rows.port;
    this.vault = memoryVault(house.world, house.safe);
    this.bendJournal = journal.between;
    this.bendRows = rows.between;
    this.node = new ActorNode({ ...options, nodeId, world, journal: this.journal, rows: this.rows, vault: this.vault });
  }

  start(): Promise<void> {
    return this.node.start();
  }

  drain(): Promise<void> {
    return this.node.drain();
  }

  /** As after `kill -9`: nothing that it would still do is done. */
  crash(): void {
    this.#alive = false;
    cutOff(this.bendJournal, this.bendRows);
  }

  async ask<Name extends ToyName>(
    action: Name,
    params: ToyActions[Name]['params'],
    asked: Asked = {},
  ): Promise<ToyActions[Name]['result']> {
    return (await this.call(action, params, asked)).result as ToyActions[Name]['result'];
  }

  call(action: string, params: unknown, asked: Asked = {}): Promise<Answered> {
    const headers: CallHeaders = {
      tenantId: 'acme',
      caller: internalCaller,
      commandId: this.#house.world.randomId(),
      traceId: 'a-trace',
      deadlineMs: 60_000,
      ...asked,
    };
    return this.node.perform(action, params, headers);
  }
}

/** The services as a release has them in which one kind of actor is another. */
export function withDecider(
  services: readonly AnyService[],
  type: string,
  change: (decider: AnyDecider) => AnyDecider,
): readonly AnyService[] {
  const changed = new Map<AnyDecider, AnyDecider>();
  const changedOf = (decider: AnyDecider): AnyDecider => {
    if (decider.type !== type) return decider;
    const known = changed.get(decider) ?? change(decider);
    changed.set(decider, known);
    return known;
  };
  return services.map(({ handlers, ...service }) => ({
    ...service,
    handlers: Object.fromEntries(
      Object.entries(handlers).map(([name, { decider, ...handler }]) => [
        name,
        { ...handler, ...(decider && { decider: changedOf(decider) }) },
      ]),
    ),
  }));
}

export const acme = (type: string, id: string): string => `acme/${type}/${id}`;

export const many = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number);
