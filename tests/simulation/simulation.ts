import type { NodeLimits } from '../../actors/runtime/node-options.ts';
import { brokenAtRest, brokenNow } from './invariants/all.ts';
import type { Evidence } from './invariants/invariant.ts';
import { Truth } from './invariants/truth.ts';
import { Audience } from './live/audience.ts';
import { Client } from './load/client.ts';
import { live } from './load/crowd.ts';
import { type Market, openMarket } from './load/market.ts';
import { Story } from './load/story.ts';
import { isPunctual, listsAreTold, type Plan, planOf } from './plan.ts';
import { breachesIn, type Remains } from './remains/all.ts';
import type { Breach } from './remains/breach.ts';
import { busy, parkedIn, Quiet, unfinished } from './settle.ts';
import { storm } from './storm.ts';
import { Dice, diceOf } from './world/dice.ts';
import { Fleet } from './world/fleet.ts';
import { House } from './world/house.ts';
import { Process } from './world/process.ts';
import { type Hear, newOwner } from './world/scheduler.ts';

export type Outcome = {
  readonly seed: number;
  readonly steps: number;
  /** Virtual time that passed. */
  readonly lastedMs: number;
  /** Of the event log and the journal: the same for the same seed and commit. */
  readonly digest: string;
  readonly orders: number;
  readonly broken: readonly Breach[];
};

export type SimulationOptions = {
  /** Changes what the seed says: how a minimiser leaves things out. */
  readonly change?: (plan: Plan) => Plan;
  readonly hear?: Hear;
  readonly left?: (remains: Remains) => void; // Of a world that came to rest.
};

const mostSteps = 200_000;
const restWithinMs = 40 * 60_000;
const lookEveryMs = 1_000;
const settleMs = 1_500; // Owners who only read look once a second whether somebody else wrote.

export const simulate = (seed: number, options: SimulationOptions = {}): Promise<Outcome> =>
  new Simulation(seed, options).run(options.left);

/** One world from its first process to its rest. */
class Simulation {
  readonly #seed: number;
  readonly #plan: Plan;
  readonly #dice: Dice;
  readonly #house: House;
  readonly #fleet: Fleet;
  readonly #limits: NodeLimits;
  readonly #truth: Truth;
  readonly #story = new Story();
  readonly #hand = newOwner('judge');
  #markets: readonly Market[] = [];
  readonly #audience: Audience;
  readonly #quiet: Quiet;
  #broken: readonly Breach[] = [];
  #look = false;

  constructor(seed: number, { change = (plan) => plan, hear }: SimulationOptions) {
    this.#seed = seed;
    this.#dice = diceOf(seed);
    this.#plan = change(planOf(seed, this.#dice));
    this.#house = new House(this.#dice, hear);
    const { partitions, maxEntriesPerBatch, faults, live: looks } = this.#plan;
    const mailboxLimit = faults.has('smallMailboxes') ? 2 : 1_000;
    this.#limits = { partitions, maxEntriesPerBatch, mailboxLimit, actorsInMemory: 1, waitMs: 3_000 };
    const [house, story, plan] = [this.#house, this.#story, { ...looks, lists: listsAreTold(this.#plan) }];
    const hearing = { listens: faults.has('listeners'), live: plan.followers > 0 };
    this.#fleet = new Fleet(house, this.#plan.nodes, this.#limits, hearing);
    this.#audience = new Audience({ house, fleet: this.#fleet, story, plan });
    this.#truth = new Truth(house.journalDisk);
    this.#quiet = new Quiet(house.scheduler, this.#fleet);
  }

  async run(left: SimulationOptions['left']): Promise<Outcome> {
    for (let slot = 0; slot < this.#fleet.size; slot += 1) this.#fleet.boot(slot);
    this.#lookAgain();
    const opened = await this.#until(this.#openMarkets().then(() => this.#in(settleMs, 'the markets open')));
    const calm = storm({ house: this.#house, fleet: this.#fleet, dice: this.#dice.fork('storm'), plan: this.#plan });
    const over = this.#in(this.#plan.stormMs, 'the storm is over').then(calm);
    const lived = opened && (await this.#until(Promise.all([over, this.#live()])));
    this.#audience.stay();
    const rested = lived && (await this.#rest());
    if (rested) await this.#until(this.#audience.lastLook());
    await this.#judge(rested);
    if (rested) left?.(this.#house);
    return this.#outcome();
  }

  async #openMarkets(): Promise<void> {
    this.#markets = await Promise.all(
      this.#plan.markets.map((plan) => openMarket(this.#client(`founder of ${plan.tenantId}`, plan.tenantId), plan)),
    );
    for (const first of this.#markets.slice(0, 1)) this.#audience.enter(first, this.#client('page', first.tenantId));
  }

  async #live(): Promise<void> {
    const [plan, story] = [this.#plan, this.#story];
    const lives = this.#markets.map((market) => {
      return live(market, { plan, story, client: (name) => this.#client(name, market.tenantId) });
    });
    await Promise.all(lives);
  }

  #client(name: string, tenantId: string): Client {
    const { repeats, doubles, hurries } = this.#plan;
    const [house, fleet] = [this.#house, this.#fleet];
    const onTold = ({ commandId, text }: { commandId: string; text: string }) => this.#story.tell(commandId, text);
    return new Client({ name, tenantId, house, fleet, repeats, doubles, hurries, onTold });
  }

  /** Whether it came to an end; a promise that is broken on the way ends the run at once. */
  async #until(done: Promise<unknown>): Promise<boolean> {
    const end: { reached?: true; thrown?: unknown } = {};
    done.then(
      () => {
        end.reached = true;
      },
      (thrown: unknown) => {
        end.thrown = thrown;
      },
    );
    const isOver = () => 'reached' in end || 'thrown' in end || this.#broken.length > 0 || this.#ranAway;
    await this.#house.scheduler.run(isOver);
    if ('thrown' in end) throw end.thrown;
    return end.reached === true && this.#broken.length === 0;
  }

  /** Time passes until nothing is left to happen; false: it never ends. */
  #rest(): Promise<boolean> {
    const until = this.#house.scheduler.nowMs + restWithinMs;
    const isResting = () =>
      this.#look && this.#takeLook() && this.#quiet.look(this.#truth.entries) && this.#openThings().length === 0;
    const isLate = () => this.#house.scheduler.nowMs > until || this.#ranAway;
    return this.#house.scheduler.run(() => isLate() || isResting() || this.#broken.length > 0).then(() => !isLate());
  }

  #openThings(): string[] {
    return [...unfinished(this.#truth), ...busy(this.#fleet), ...parkedIn(this.#house.rowsDisk)];
  }

  get #ranAway(): boolean {
    return this.#house.scheduler.steps > mostSteps;
  }

  #in(delayMs: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      this.#house.scheduler.in(delayMs, this.#hand, label, resolve);
    });
  }

  #lookAgain(): void {
    this.#house.scheduler.in(lookEveryMs, this.#hand, 'looks', () => {
      this.#look = true;
      this.#truth.update();
      this.#audience.look();
      this.#broken = brokenNow(this.#evidence());
      this.#lookAgain();
    });
  }

  #takeLook(): true {
    this.#look = false;
    return true;
  }

  async #judge(rested: boolean): Promise<void> {
    this.#truth.update();
    if (this.#broken.length > 0) return;
    const stuck = rested ? [] : this.#openThings().map((sentence): Breach => ({ promise: 'orders', sentence }));
    const { domains } = new Process(this.#house, { name: 'judge', limits: this.#limits }).node;
    const breaches = rested
      ? await breachesIn(this.#house, { domains, still: true, punctual: isPunctual(this.#plan), reads: 'once' })
      : [];
    this.#broken = [...stuck, ...brokenAtRest(this.#evidence()), ...breaches];
  }

  #evidence(): Evidence {
    const listeners = this.#fleet.up.map(({ listener }) => listener);
    return { truth: this.#truth, story: this.#story, listeners, live: this.#audience.problems };
  }

  #outcome(): Outcome {
    const { scheduler, journalDisk } = this.#house;
    const heads = [...journalDisk.logs].map(([name, { batches }]) => `${name} ${batches.at(-1)?.hash}`).sort();
    return {
      seed: this.#seed,
      steps: scheduler.steps,
      lastedMs: scheduler.nowMs,
      digest: new Dice(`${scheduler.digest} ${heads.join()}`).id(),
      orders: this.#truth.ofType('order').length,
      broken: this.#broken,
    };
  }
}
