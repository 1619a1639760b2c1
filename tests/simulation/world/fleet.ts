import { never } from '../../../actors/runtime/feed/parked.ts';
import type { NodeLimits } from '../../../actors/runtime/node-options.ts';
import type { Dice } from './dice.ts';
import { type Hearing, tellHeads } from './heads.ts';
import type { House } from './house.ts';
import { BelievedMembers } from './members.ts';
import { Process } from './process.ts';
import { newOwner } from './scheduler.ts';
import { bringWebhooks } from './webhooks.ts';

/** How wrong the processes are about each other, and about the time. */
export type FleetFaults = {
  /** Until somebody hears that a process came or went, at most. */
  membersLateMs: number;
  /** How far a clock is off when its process begins, at most, in either direction. */
  skewMs: number;
};

/** A silent process is taken for dead after this. */
const silenceMs = 3_000;
const bootAgainMs = 400;
/** Browsers come in at so many processes. */
const mostEntrances = 2;
const drainWithinMs = 10_000;

/** The processes of one run: they come, die, freeze, are cut off and come back, and believe what they like of each other. */
export class Fleet {
  readonly faults: FleetFaults = { membersLateMs: 40, skewMs: 0 };
  readonly #house: House;
  readonly #dice: Dice;
  readonly #limits: NodeLimits;
  readonly #slots: (Process | undefined)[];
  readonly #hands = newOwner('fleet');
  readonly #hearing: Hearing;
  #made = 0;
  /** Crashes that nobody asked for: bugs. */
  readonly accidents: string[] = [];

  constructor(house: House, slots: number, limits: NodeLimits, hearing: Hearing) {
    this.#house = house;
    this.#dice = house.dice.fork('fleet');
    this.#limits = limits;
    this.#slots = Array.from({ length: slots }, () => undefined);
    bringWebhooks(house, () => this.up);
    this.#hearing = hearing;
    tellHeads(house, () => this.up, hearing);
  }

  get size(): number {
    return this.#slots.length;
  }

  /** Those that answer. */
  get up(): readonly Process[] {
    return this.#slots.filter((process) => process?.isUp === true) as Process[];
  }

  get all(): readonly Process[] {
    return this.#slots.filter((process) => process !== undefined);
  }

  boot(slot: number): void {
    if (this.#slots[slot]?.owner.alive) return;
    this.#made += 1;
    const name = `n${slot + 1}.${this.#made}`;
    const members = new BelievedMembers([...this.all.map((process) => process.name), name]);
    const { skewMs } = this.faults;
    const offsetMs = skewMs > 0 ? this.#dice.between(-skewMs, skewMs) : 0;
    const { listens, live } = this.#hearing;
    const hears = { listens, isOpen: live && slot < mostEntrances };
    const process = new Process(this.#house, { name, limits: this.#limits, members, offsetMs, ...hears });
    this.#slots[slot] = process;
    this.#house.scheduler.note(name, 'starts');
    for (const other of this.all) if (other !== process) this.#hear(other, (nodes) => with_(nodes, name));
    process.node.start().then(
      () => {
        process.isUp = true;
      },
      () => this.crash(slot),
    );
  }

  /** As after `kill -9`; it comes back a while later. */
  crash(slot: number, backAfterMs = bootAgainMs): void {
    const process = this.#slots[slot];
    if (!process?.owner.alive) return;
    process.kill();
    this.#slots[slot] = undefined;
    for (const other of this.all) this.#hear(other, (nodes) => without(nodes, process.name));
    this.#later(backAfterMs, `starts slot ${slot + 1}`, () => this.boot(slot));
  }

  /** As after SIGTERM: it leaves the list, finishes what it has begun, ends, and comes back. */
  stop(slot: number): void {
    const process = this.#slots[slot];
    if (!process?.isUp || process.owner.frozen) return;
    process.isUp = false;
    this.#house.scheduler.note(process.name, 'is asked to end');
    const end = () => this.crash(slot);
    for (const other of this.all) this.#hear(other, (nodes) => without(nodes, process.name));
    const keep = () => process.node.keep().catch(() => undefined);
    void keep()
      .then(() => process.node.drain())
      .then(end, end);
    this.#later(drainWithinMs, `ends ${process.name}`, () => this.#slots[slot] === process && end());
  }

  /** It stands still and comes back as if nothing had happened: a zombie, if others took over meanwhile. */
  freeze(slot: number, forMs: number): void {
    const process = this.#slots[slot];
    if (!process?.owner.alive || process.owner.frozen) return;
    const { scheduler } = this.#house;
    scheduler.freeze(process.owner);
    scheduler.note(process.name, 'freezes');
    const isTakenForDead = forMs > silenceMs;
    if (isTakenForDead)
      for (const other of this.all) this.#hear(other, (nodes) => without(nodes, process.name), silenceMs);
    this.#later(forMs, `thaws ${process.name}`, () => {
      scheduler.thaw(process.owner);
      if (isTakenForDead) for (const other of this.all) this.#hear(other, (nodes) => with_(nodes, process.name));
    });
  }

  /** It hears nobody and nobody hears it; the engines it still reaches. */
  cut(slot: number, forMs: number): void {
    const process = this.#slots[slot];
    if (!process?.owner.alive) return;
    const { network, scheduler } = this.#house;
    const { name } = process;
    network.cut(name);
    scheduler.note(name, 'is cut off');
    if (forMs > silenceMs) {
      for (const other of this.all) {
        this.#hear(other, (nodes) => (other === process ? [name] : without(nodes, name)), silenceMs);
      }
    }
    this.#later(forMs, `mends ${name}`, () => {
      network.mend(name);
      for (const other of this.all) this.#hear(other, (nodes) => with_(nodes, name));
      this.#hear(process, () => this.all.map((one) => one.name));
    });
  }

  jumpClock(slot: number, byMs: number): void {
    const process = this.#slots[slot];
    if (!process) return;
    process.clock.offsetMs += byMs;
    this.#house.scheduler.note(process.name, `clock jumps by ${byMs} ms`);
  }

  /** All that was wrong is put right: everybody is up, sees everybody, and has the right time. */
  calm(): void {
    this.faults.membersLateMs = 10;
    this.faults.skewMs = 0;
    for (const [slot, process] of this.#slots.entries()) {
      if (!process) continue;
      this.#house.network.mend(process.name);
      if (process.owner.frozen) this.#house.scheduler.thaw(process.owner);
      process.clock.offsetMs = 0;
      if (!process.owner.alive) this.boot(slot);
    }
    this.#later(2_000, 'everybody sees everybody', () => this.#see());
  }

  /** What was heard before it may come late; a heartbeat tells everything again. */
  #see(): void {
    const names = this.all.map(({ name }) => name);
    for (const process of this.all) {
      if (process.members.nodes().join() !== names.join()) process.members.believe(names);
    }
    for (const slot of this.#slots.keys()) this.replay(slot);
    this.#later(2_000, 'everybody sees everybody', () => this.#see());
  }

  /** As ops do: all that was given up there is tried again. */
  replay(slot: number): void {
    const process = this.#slots[slot];
    if (!process?.isUp || process.owner.frozen) return;
    const { inspector } = process.node;
    const given = inspector.parked().filter(({ retryAt, code }) => retryAt === never && code === 'INTERNAL');
    for (const { id } of given) inspector.replay(id).catch(() => undefined);
  }

  #hear(who: Process, change: (nodes: readonly string[]) => readonly string[], afterMs = 0): void {
    const delayMs = afterMs + this.#dice.roll() * this.faults.membersLateMs;
    this.#house.scheduler.in(delayMs, who.owner, 'hears of members', () => {
      const nodes = change(who.members.nodes());
      this.#house.scheduler.note(who.name, `believes in ${nodes.join(' ')}`);
      who.members.believe(nodes);
    });
  }

  #later(delayMs: number, label: string, run: () => void): void {
    this.#house.scheduler.in(delayMs, this.#hands, label, run);
  }
}

const without = (nodes: readonly string[], name: string): readonly string[] => nodes.filter((node) => node !== name);
const with_ = (nodes: readonly string[], name: string): readonly string[] => [...without(nodes, name), name];
