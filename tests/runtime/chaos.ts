import { runtimeError, toSoukError } from '../../actors/runtime/errors.ts';
import { JournalUnavailable } from '../../actors/runtime/journal/journal.ts';
import { RowsUnavailable } from '../../actors/runtime/rows/rows.ts';
import type { Between } from './faults.ts';
import type { ToyActions, ToyName } from './toy.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

/** A stream of numbers from 0 to 1 that is the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const journalCalls = [
  'append',
  'batchAt',
  'isHead',
  'heads',
  'read',
  'stream',
  'answers',
  'loadSnapshot',
  'saveSnapshot',
] as const;
const rowsCalls = ['apply', 'write', 'get', 'find', 'cursors'] as const;

export type Op<Name extends ToyName = ToyName> = {
  readonly name: Name;
  readonly params: ToyActions[Name]['params'];
  readonly commandId: string;
};

/** What becomes of the nodes there are when a new one comes. */
export type Others = 'die' | 'live on' | 'are stopped';

const patienceMs = 5_000;

/** A house in which everything goes wrong that may, by the dice; until `calm`. */
export class Chaos {
  readonly house = new ToyHouse();
  readonly roll: () => number;
  readonly answers = new Map<string, string>();
  readonly bugs: string[] = [];
  /** Alive, and ready or still starting. */
  readonly #made: ToyNode[] = [];
  #nodes: ToyNode[] = [];
  #opening: Promise<void> = Promise.resolve();
  #waiting = 0;
  /** How likely a call goes wrong, in one way or the other. */
  #trouble: number;

  constructor(seed: number) {
    this.roll = dice(seed);
    this.#trouble = 0.05 + 0.05 * (seed % 8);
    this.house.visit = async () => {
      if (this.roll() < this.#trouble) await this.#wait(200);
      if (this.roll() < this.#trouble * 2) throw runtimeError('MAILBOX_FULL');
    };
  }

  pick<One>(from: readonly One[]): One {
    return from[Math.floor(this.roll() * from.length)] as One;
  }

  /** A node more, that believes it owns everything; the others believe so too, unless they are killed first. */
  open(others: Others): Promise<void> {
    this.#waiting += 1;
    this.#opening = this.#opening
      .then(() => this.#open(others))
      .finally(() => {
        this.#waiting -= 1;
      });
    return this.#opening;
  }

  async #open(others: Others): Promise<void> {
    const before = others === 'live on' ? [] : this.#made.splice(0);
    this.#nodes = others === 'live on' ? this.#nodes : [];
    if (others === 'are stopped') {
      await Promise.all(before.map((node) => this.#inTime(node.drain()).catch((error: unknown) => this.#judge(error))));
    }
    for (const node of before) node.crash();
    const node = this.house.make({ limits: { partitions: 2, actorsInMemory: 1 } });
    this.#made.push(node);
    this.#bend(node.bendJournal, journalCalls, () => new JournalUnavailable('by the dice'));
    this.#bend(node.bendRows, rowsCalls, () => new RowsUnavailable('by the dice'));
    const started = await this.#inTime(node.start()).then(
      () => true,
      (error: unknown) => this.#judge(error),
    );
    if (started) this.#nodes.push(node);
    else node.crash();
  }

  get last(): ToyNode {
    return this.#nodes.at(-1) as ToyNode;
  }

  get isUp(): boolean {
    return this.#nodes.length > 0;
  }

  get isOpening(): boolean {
    return this.#waiting > 0;
  }

  calm(): void {
    this.#trouble = 0;
  }

  /** Asks until there is an answer; sometimes once more, to hear the same. */
  async insist(op: Op): Promise<void> {
    await this.#wait(1_500);
    for (let answers = 0; answers < (this.roll() < 0.3 ? 2 : 1); ) {
      try {
        if (!this.isUp) throw runtimeError('DRAINING');
        const answer = await this.#inTime(this.#ask(op));
        const known = this.answers.get(op.commandId) ?? answer;
        if (known !== answer) this.bugs.push(`${op.commandId} was answered ${known}, then ${answer}`);
        this.answers.set(op.commandId, known);
        answers += 1;
      } catch (error) {
        this.#judge(error);
        await this.#wait(500);
      }
    }
  }

  /** A refusal is an answer too. */
  async #ask({ name, params, commandId }: Op): Promise<string> {
    try {
      return JSON.stringify(await this.pick(this.#nodes).ask(name, params, { commandId }));
    } catch (error) {
      const { class: errorClass, type, data } = toSoukError(error);
      if (errorClass !== 'Rejected') throw error;
      return `${type} ${JSON.stringify(data)}`;
    }
  }

  #judge(error: unknown): false {
    const { retryable, type, cause } = toSoukError(error);
    if (!retryable) this.bugs.push(`${type}: ${cause instanceof Error ? cause.stack : cause}`);
    return false;
  }

  #wait(upToMs: number): Promise<void> {
    return new Promise((resolve) => this.house.world.after(Math.floor(this.roll() * upToMs), resolve));
  }

  #inTime<Result>(promise: Promise<Result>): Promise<Result> {
    const late = new Promise<never>((_, reject) =>
      this.house.world.after(patienceMs, () => reject(runtimeError('DEADLINE_PASSED'))),
    );
    return Promise.race([promise, late]);
  }

  #bend<Port>(between: Between<Port>, names: readonly (keyof Between<Port>)[], broken: () => Error): void {
    const bent = async (pass: () => Promise<unknown>) => {
      const fate = this.roll();
      if (fate < this.#trouble / 3) throw broken();
      if (fate < this.#trouble) await this.#wait(fate < this.#trouble / 2 ? 3_000 : 50);
      const result = await pass();
      if (this.roll() < this.#trouble / 3) throw broken();
      return result;
    };
    Object.assign(between, Object.fromEntries(names.map((name) => [name, bent])));
  }
}

/** What clients want: counters counted, errands run, bells rung, people renamed. */
export function wishes(chaos: Chaos, count: number): readonly Op[] {
  return many(count).map((number) => {
    const commandId = `w${number}`;
    const id = `x${Math.floor(chaos.roll() * 4)}`;
    const what = `what-${number}`;
    const some: readonly Omit<Op, 'commandId'>[] = [
      { name: 'counters.add', params: { id, by: 1 } },
      { name: 'counters.add', params: { id, by: 1 } },
      { name: 'errands.push', params: { id, what } },
      { name: 'errands.undo', params: { id, what } },
      { name: 'counters.take', params: { id: 'purse', by: 2 } },
      { name: 'counters.add', params: { id: 'purse', by: 1 } },
      { name: 'counters.setBell', params: { id, delay: 1_000 + number * 20 } },
      { name: 'people.join', params: { id: `${id}-${number}`, name: 'Somebody', email: 'some@example.com' } },
    ];
    return { ...chaos.pick(some), commandId } as Op;
  });
}
