import { hash32 } from '../../../actors/runtime/ids.ts';
import type { Dice } from './dice.ts';

/** For whom a task runs: a process that may die or freeze, or an engine that does neither. */
export type Owner = {
  readonly name: string;
  alive: boolean;
  frozen: boolean;
  /** What would have run while it was frozen. */
  readonly backlog: Task[];
};

export type Task = {
  dueAt: number;
  /** Decides between tasks of one instant. */
  readonly tie: number;
  readonly owner: Owner;
  readonly label: string;
  run: (() => void) | undefined;
};

export const newOwner = (name: string): Owner => ({ name, alive: true, frozen: false, backlog: [] });

/** Hears of every step: for the event log. */
export type Hear = (step: number, atMs: number, who: string, what: string) => void;

const sooner = (a: Task, b: Task): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.tie < b.tie);

/**
 * Everything that is about to happen in a simulated world, in one queue: timers, messages, what engines do. Time is
 * virtual and the seed decides between what is due at once. Between two steps only microtasks run, all of them.
 */
export class Scheduler {
  readonly #dice: Dice;
  readonly #hear: Hear | undefined;
  readonly #heap: Task[] = [];
  #nowMs = 0;
  #steps = 0;
  /** Of all that happened: two runs of one seed have the same. */
  #digest = 0;

  constructor(dice: Dice, hear?: Hear) {
    this.#dice = dice;
    this.#hear = hear;
  }

  /** Since the beginning. */
  get nowMs(): number {
    return this.#nowMs;
  }

  get steps(): number {
    return this.#steps;
  }

  get digest(): string {
    return this.#digest.toString(16);
  }

  in(delayMs: number, owner: Owner, label: string, run: () => void): () => void {
    const task: Task = { dueAt: this.#nowMs + Math.max(0, delayMs), tie: this.#dice.bits(), owner, label, run };
    this.#push(task);
    return () => {
      task.run = undefined;
    };
  }

  freeze(owner: Owner): void {
    owner.frozen = true;
  }

  /** What came due meanwhile is due now. */
  thaw(owner: Owner): void {
    owner.frozen = false;
    for (const task of owner.backlog.splice(0)) {
      task.dueAt = this.#nowMs;
      this.#push(task);
    }
  }

  /** Until `isDone`, asked after each step; true: it was, false: nothing was left to do. */
  run(isDone: () => boolean): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const next = (): void => {
        try {
          if (isDone()) return resolve(true);
          if (!this.#step()) return resolve(false);
        } catch (error) {
          return reject(error);
        }
        // A tick comes when the last microtask has run, also those that microtasks bring; and the event loop stands still.
        queueMicrotask(() => process.nextTick(next));
      };
      process.nextTick(next);
    });
  }

  /** A note in the event log that is no step. */
  note(who: string, what: string): void {
    this.#digest = hash32(`${this.#digest} ${this.#nowMs} ${who} ${what}`);
    this.#hear?.(this.#steps, this.#nowMs, who, what);
  }

  #step(): boolean {
    for (let task = this.#pop(); task; task = this.#pop()) {
      const { owner, run, label } = task;
      if (!run || !owner.alive) continue;
      if (owner.frozen) {
        owner.backlog.push(task);
        continue;
      }
      this.#nowMs = Math.max(this.#nowMs, task.dueAt);
      this.#steps += 1;
      this.note(owner.name, label);
      task.run = undefined;
      run();
      return true;
    }
    return false;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let place = heap.push(task) - 1;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if (!sooner(task, heap[parent] as Task)) break;
      heap[place] = heap[parent] as Task;
      place = parent;
    }
    heap[place] = task;
  }

  #pop(): Task | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && sooner(heap[child + 1] as Task, heap[child] as Task)) child += 1;
      if (!sooner(heap[child] as Task, last)) break;
      heap[place] = heap[child] as Task;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}
