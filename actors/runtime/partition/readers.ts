import { runtimeError, type SoukError, toSoukError } from '../errors.ts';
import type { Cancel, World } from '../world.ts';
import type { Actor } from './actor.ts';
import type { Actors } from './actors.ts';
import type { PartitionLog } from './log.ts';
import type { ReadWork } from './work.ts';

export type ReadersOptions = {
  readonly actors: Actors;
  readonly world: World;
  readonly log: PartitionLog;
  /** The batch on its way: false when it was lost. */
  readonly stored: () => Promise<boolean>;
  /** Whether all that is stored by now is in memory. False: memory has forgotten. */
  readonly isSure: () => Promise<boolean>;
};

type Waiting = { readonly work: ReadWork; readonly cancel: Cancel };

const maxWaiting = 10_000;
/** At what was not durable in the end: then something is wrong that looking again does not mend. */
const mostLooks = 20;

/** Looks at actors. A value leaves only once the version it was read from is durable. */
export class Readers {
  readonly #options: ReadersOptions;
  readonly #waiting = new Map<string, Set<Waiting>>();
  #count = 0;

  constructor(options: ReadersOptions) {
    this.#options = options;
  }

  async read(work: ReadWork): Promise<void> {
    try {
      await this.#read(work);
    } catch (error) {
      work.reject(toSoukError(error));
    }
  }

  /** Whoever waits for this actor looks again. */
  changed(actor: Actor): void {
    const waiting = this.#waiting.get(actor.stream);
    if (!waiting) return;
    for (const one of waiting) if (mayGoOn(one.work, actor)) this.#release(one, one.work);
  }

  close(problem: SoukError): void {
    for (const waiting of this.#waiting.values()) {
      for (const one of waiting) {
        this.#remove(one);
        one.work.reject(problem);
      }
    }
  }

  async #read(work: ReadWork): Promise<void> {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      if (work.deadline < this.#options.world.now()) return work.reject(runtimeError('DEADLINE_PASSED'));
      // An actor that was loaded before the head is known could be older than the head.
      if (!this.#options.log.head) await this.#options.log.know();
      const actor = await this.#options.actors.wake(work.stream, work.decider);
      if (actor.broken) await this.#options.stored();
      else if (await this.#look(work, actor)) return;
    }
    work.reject(runtimeError('JOURNAL_UNAVAILABLE'));
  }

  /**
   * False: what was seen never became durable, or may be old, so it is looked at again. That nothing is there, or nothing
   * for this caller, is said only by an owner that has made sure that it is the owner.
   */
  async #look(work: ReadWork, actor: Actor): Promise<boolean> {
    const { state, version, about } = actor;
    const problem = work.guard?.(state as never, about);
    const isOpen = !problem && work.until?.(state as never) === false;
    const value = problem || isOpen ? undefined : work.answer(state as never, about);
    if (isOpen) this.#wait(work);
    else if (actor.durable < version && !(await this.#options.stored())) return false;
    else if ((work.sure || problem || value === undefined) && !(await this.#options.isSure())) return false;
    else if (problem) work.reject(problem);
    else work.resolve({ value, about, undecided: work.until === undefined && work.waitMs === 0 });
    return true;
  }

  #wait(work: ReadWork): void {
    if (this.#count >= maxWaiting) return work.reject(runtimeError('MAILBOX_FULL', { stream: work.stream }));
    const { until: _, ...rest } = work;
    const one: Waiting = {
      work,
      cancel: this.#options.world.after(work.waitMs ?? 0, () => this.#release(one, { ...rest, waitMs: 0 })),
    };
    const waiting = this.#waiting.get(work.stream) ?? new Set();
    waiting.add(one);
    this.#waiting.set(work.stream, waiting);
    this.#count += 1;
  }

  #release(one: Waiting, work: ReadWork): void {
    this.#remove(one);
    void this.read(work);
  }

  #remove(one: Waiting): void {
    one.cancel();
    const waiting = this.#waiting.get(one.work.stream);
    if (!waiting?.delete(one)) return;
    this.#count -= 1;
    if (waiting.size === 0) this.#waiting.delete(one.work.stream);
  }
}

/** A predicate that throws has gone on too: its caller is told when the read is tried. */
function mayGoOn({ until }: ReadWork, { state }: Actor): boolean {
  try {
    return until?.(state as never) ?? true;
  } catch {
    return true;
  }
}
