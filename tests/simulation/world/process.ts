import { type Journal, JournalUnavailable } from '../../../actors/runtime/journal/journal.ts';
import { memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { ActorNode, type NodeLimits } from '../../../actors/runtime/node.ts';
import { memoryRows } from '../../../actors/runtime/rows/memory.ts';
import { type Rows, RowsUnavailable } from '../../../actors/runtime/rows/rows.ts';
import { memoryThrottle } from '../../../actors/runtime/throttle.ts';
import type { Transport } from '../../../actors/runtime/transport.ts';
import { memoryVault } from '../../../actors/runtime/vault/memory.ts';
import { type Vault, VaultUnavailable } from '../../../actors/runtime/vault/vault.ts';
import { allFlows, allServices, allViews } from '../../../composition/domains.ts';
import { NodeClock } from './clock.ts';
import { farPort, type PortFaults, type Way } from './far-port.ts';
import type { House } from './house.ts';
import { noIndex, plainTokens, postbox, quickPasswords, settings } from './parts.ts';
import { newOwner, type Owner } from './scheduler.ts';

export type ProcessOptions = { readonly name: string; readonly limits: NodeLimits };

/** One process of Souk: the real runtime with all real areas, on engines that are far away. */
export class Process {
  readonly name: string;
  readonly owner: Owner;
  readonly clock: NodeClock;
  readonly node: ActorNode;
  readonly transport: Transport;
  readonly #house: House;
  isUp = false;

  constructor(house: House, { name, limits }: ProcessOptions) {
    this.name = name;
    this.#house = house;
    this.owner = newOwner(name);
    this.clock = new NodeClock(house.scheduler, house.dice.fork(`world of ${name}`), this.owner);
    this.transport = { call: (...call) => this.node.perform(...call) };
    this.node = this.#compose(limits);
  }

  /** As after `kill -9`: nothing that it would still do is done. */
  kill(): void {
    this.owner.alive = false;
    this.isUp = false;
    this.#house.scheduler.note(this.name, 'dies');
  }

  #compose(limits: NodeLimits): ActorNode {
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
      inspector: () => this.node.inspector,
    });
    return new ActorNode({
      nodeId: this.name,
      world: this.clock,
      journal: this.#journal(),
      rows: this.#rows(),
      vault,
      services,
      views: allViews,
      flows: allFlows,
      transport: this.transport,
      limits,
    });
  }

  #journal(): Journal {
    const { journalDisk, faults } = this.#house;
    return this.#far(
      'journal',
      memoryJournal(journalDisk),
      faults.journal,
      () => new JournalUnavailable('by the dice'),
    );
  }

  #rows(): Rows {
    const { rowsDisk, faults } = this.#house;
    return this.#far('rows', memoryRows({ disk: rowsDisk }), faults.rows, () => new RowsUnavailable('by the dice'));
  }

  #far<Port extends object>(name: string, port: Port, faults: PortFaults, broken: () => Error): Port {
    const { scheduler, dice, engine } = this.#house;
    const way: Way = {
      name,
      scheduler,
      dice: dice.fork(`${name} of ${this.name}`),
      owner: this.owner,
      engine,
      faults,
      broken,
    };
    return farPort(port, way);
  }
}
