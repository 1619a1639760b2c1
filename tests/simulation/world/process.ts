import { sheetWorker } from '../../../actors/catalog/sheet-rows.service.ts';
import type { OpsParts } from '../../../actors/ops/ops.service.ts';
import { Breakers } from '../../../actors/runtime/breakers.ts';
import type { Consumer } from '../../../actors/runtime/feed/consumer.ts';
import { jobsHere } from '../../../actors/runtime/jobs.ts';
import { type Journal, JournalUnavailable } from '../../../actors/runtime/journal/journal.ts';
import { memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { ActorNode } from '../../../actors/runtime/node.ts';
import type { NodeLimits } from '../../../actors/runtime/node-options.ts';
import type { Others } from '../../../actors/runtime/others.ts';
import { RoutedTransport } from '../../../actors/runtime/routing.ts';
import { memoryRows } from '../../../actors/runtime/rows/memory.ts';
import { type Rows, RowsUnavailable } from '../../../actors/runtime/rows/rows.ts';
import { memoryThrottle } from '../../../actors/runtime/throttle.ts';
import type { Transport } from '../../../actors/runtime/transport.ts';
import { memoryVault } from '../../../actors/runtime/vault/memory.ts';
import { type Vault, VaultUnavailable } from '../../../actors/runtime/vault/vault.ts';
import { allContracts, waits } from '../../../composition/contracts.ts';
import { allFlows, allServices, allViews } from '../../../composition/domains.ts';
import { Entrance } from '../live/entrance.ts';
import { choking } from './choking.ts';
import { NodeClock } from './clock.ts';
import { type Bend, farPort, type PortFaults, type Way } from './far-port.ts';
import type { House } from './house.ts';
import { Listener } from './listener.ts';
import { BelievedMembers } from './members.ts';
import { noAnalytics, noIndex, noMedia, plainTokens, postbox, quickPasswords, settings } from './parts.ts';
import { noted, recorded } from './recorded.ts';
import { newOwner, type Owner } from './scheduler.ts';
import { staleReads } from './stale.ts';

export type ProcessOptions = {
  readonly name: string;
  readonly limits: NodeLimits;
  readonly members?: BelievedMembers;
  /** How far its clock is ahead of the truth. */
  readonly offsetMs?: number;
  /** Whether somebody follows its feed. */
  readonly listens?: boolean;
  /** Whether browsers come in here. */
  readonly isOpen?: boolean;
};

const allAreas = allContracts.map(({ area }) => area);

/** One process of Souk: the real runtime with all real areas, on engines that are far away. */
export class Process {
  readonly name: string;
  readonly owner: Owner;
  readonly clock: NodeClock;
  readonly node: ActorNode;
  readonly members: BelievedMembers;
  readonly transport: Transport;
  readonly listener: Listener;
  readonly entrance: Entrance | undefined;
  readonly #house: House;
  isUp = false;

  constructor(
    house: House,
    { name, limits, members = new BelievedMembers([name]), offsetMs = 0, listens, isOpen }: ProcessOptions,
  ) {
    this.name = name;
    this.#house = house;
    this.owner = newOwner(name);
    this.clock = new NodeClock(house.scheduler, house.dice.fork(`world of ${name}`), this.owner);
    this.clock.offsetMs = offsetMs;
    this.members = members;
    const perform = noted((...call) => this.node.perform(...call), house.history);
    const routed = new RoutedTransport({
      nodeId: name,
      world: this.clock,
      members,
      wire: house.network.wireOf(this.owner),
      breakers: new Breakers(this.clock),
      waits,
      perform,
      whereIs: (...call) => this.node.whereIs(...call),
    });
    this.transport = recorded(routed, house.history, () => this.node.domains, name, this.clock.now);
    this.listener = new Listener(allAreas, house.dice.fork(`listener of ${name}`), () => house.listenersThrow);
    const { owner, transport, clock } = this;
    this.entrance = isOpen ? new Entrance({ owner, transport, world: clock }) : undefined;
    this.node = this.#compose(limits, [...(listens ? [this.listener] : []), ...(this.entrance?.consumers ?? [])]);
    house.network.reached.set(name, { owner: this.owner, perform });
  }

  /** As after `kill -9`: nothing that it would still do is done. */
  kill(): void {
    this.owner.alive = false;
    this.isUp = false;
    this.#house.scheduler.note(this.name, 'dies');
    this.entrance?.io.fall();
  }

  #compose(limits: NodeLimits, consumers: readonly Consumer[]): ActorNode {
    const house = this.#house;
    const vault: Vault = this.#far(
      'vault',
      memoryVault(this.clock, house.safe),
      house.faults.vault,
      () => new VaultUnavailable('by the dice'),
    );
    const services = allServices({
      settings,
      world: this.clock,
      forget: (person) => this.node.forget(person),
      passwords: quickPasswords,
      throttle: memoryThrottle(this.clock.now, 100),
      tokens: plainTokens,
      mailer: this.#far('mailer', postbox(house.mails), house.faults.mailer, () => new Error('no post today')),
      providers: [house.provider.for(this.owner)],
      index: noIndex,
      media: noMedia,
      ...noAnalytics,
      sheets: jobsHere(sheetWorker(this.transport)),
      ops: this.#ops(),
    });
    return new ActorNode({
      nodeId: this.name,
      world: this.clock,
      journal: this.#journal(),
      rows: this.#rows(),
      vault,
      services,
      views: choking(allViews, house.dice.fork(`taste of ${this.name}`), () => house.chokes),
      flows: allFlows,
      consumers,
      transport: this.transport,
      members: this.members,
      others: this.#others(),
      limits,
    });
  }

  /** All else they are told once a second: `heads.ts`. */
  #others(): Others {
    const stored: Others['stored'] = (_, __, bytes) => this.#house.spread(this.name, bytes);
    return { stored, handled: () => undefined, forgotten: () => undefined };
  }

  /** Nobody asks for them here. */
  #ops(): OpsParts {
    return {
      inspector: () => this.node.inspector,
      self: {
        id: this.name,
        areas: allAreas,
        since: '',
        memoryMb: () => 0,
        requests: () => ({ underWay: 0, waiting: 0, refused: 0 }),
        breakers: () => [],
        routes: async () => [],
        health: async () => ({ ready: true, checks: [] }),
        flags: [],
        drain: () => undefined,
      },
      nodes: () => ({ ids: () => [], ask: () => Promise.reject(new Error('nobody asks')) }),
    };
  }

  #journal(): Journal {
    const { journalDisk, faults, dice, power } = this.#house;
    const journal = memoryJournal(journalDisk);
    const bend = staleReads(journal, dice.fork(`sight of ${this.name}`), () => this.#house.staleReads);
    const powered = power.behind(bend);
    return this.#far('journal', journal, faults.journal, () => new JournalUnavailable('by the dice'), powered);
  }

  #rows(): Rows {
    const { rowsDisk, faults } = this.#house;
    return this.#far('rows', memoryRows({ disk: rowsDisk }), faults.rows, () => new RowsUnavailable('by the dice'));
  }

  #far<Port extends object>(name: string, port: Port, faults: PortFaults, broken: () => Error, bend?: Bend): Port {
    const { scheduler, dice, engine } = this.#house;
    const { owner } = this;
    const way: Way = { name, scheduler, dice: dice.fork(`${name} of ${this.name}`), owner, engine, faults, broken };
    return farPort(port, way, bend);
  }
}
