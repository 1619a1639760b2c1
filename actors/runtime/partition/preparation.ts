import { toSoukError } from '../errors.ts';
import { JournalUnavailable } from '../journal/journal.ts';
import type { Actors } from './actors.ts';
import type { Answers } from './answers.ts';
import type { PartitionLog } from './log.ts';
import type { CommandWork } from './work.ts';

/** What turns need in memory, while the batch before is on its way: the head, actors awake, and answers known. */
export class Preparation {
  readonly #log: PartitionLog;
  readonly #actors: Actors;
  readonly #answers: Answers;

  constructor(log: PartitionLog, actors: Actors, answers: Answers) {
    this.#log = log;
    this.#actors = actors;
    this.#answers = answers;
  }

  /** The works that are ready; who cannot be served is told here. `look`: with the answers to earlier tries of theirs. */
  async prepare(works: readonly CommandWork[], look: boolean): Promise<CommandWork[]> {
    try {
      await this.#log.know();
      const recalled = look ? this.#answers.recall(works) : undefined;
      const [, ...awake] = await Promise.all([recalled, ...works.map((work) => this.#wake(work))]);
      return works.filter((_, place) => awake[place]);
    } catch (error) {
      for (const work of works) work.reject(toSoukError(error));
      return [];
    }
  }

  /** An actor that cannot be woken is its callers' trouble alone, unless the journal is. */
  async #wake(work: CommandWork): Promise<boolean> {
    if (this.#actors.find(work.stream)) return true;
    try {
      await this.#actors.wake(work.stream, work.decider);
      return true;
    } catch (error) {
      if (error instanceof JournalUnavailable) throw error;
      work.reject(toSoukError(error));
      return false;
    }
  }
}
