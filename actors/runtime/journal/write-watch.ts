import type { Instant } from '../time.ts';
import type { World } from '../world.ts';
import type { Journal } from './journal.ts';

/** A batch that was stored so long ago tells enough of now. */
const enoughMs = 5_000;
/** However many ask, a probe is made no more often. */
const probeEveryMs = 1_000;

export type WriteWatch = {
  /** The journal that is watched. */
  readonly journal: Journal;
  /** What shows that it takes writes; rejects with the reason why it does not. */
  check(): Promise<string>;
  /** How often it has answered anything. */
  answers(): number;
};

/** Knows whether a journal takes writes: from its last append, and where that is long ago or failed, from a probe. */
export function watchWrites(journal: Journal, world: World): WriteWatch {
  let storedAt: Instant | undefined;
  let probing: Promise<void> | undefined;
  let answers = 0;
  const counted: Counted = async (answer) => {
    const answered = await answer;
    answers += 1;
    return answered;
  };
  const append: Journal['append'] = async (...batch) => {
    try {
      const outcome = await counted(journal.append(...batch));
      storedAt = world.now();
      return outcome;
    } catch (error) {
      storedAt = undefined;
      throw error;
    }
  };
  const probe = (): Promise<void> => {
    world.after(probeEveryMs, () => {
      probing = undefined;
    });
    return journal.probe();
  };
  const check = async (): Promise<string> => {
    const agoMs = storedAt === undefined ? enoughMs : world.now() - storedAt;
    // Less than nothing: the clock was set back.
    if (agoMs >= 0 && agoMs < enoughMs) return `a batch was stored ${agoMs} ms ago`;
    probing ??= probe();
    await probing;
    return 'a probe was stored';
  };
  return { journal: { ...through(journal, counted), append }, check, answers: () => answers };
}

type Counted = <Result>(answer: Promise<Result>) => Promise<Result>;

const through = (journal: Journal, counted: Counted): Journal => ({
  partitions: (wanted) => journal.partitions(wanted),
  heads: (partitions) => counted(journal.heads(partitions)),
  append: (...batch) => journal.append(...batch),
  probe: () => journal.probe(),
  isHead: (partition, number) => counted(journal.isHead(partition, number)),
  batchAt: (partition, number) => counted(journal.batchAt(partition, number)),
  read: (...pages) => counted(journal.read(...pages)),
  stream: (...pages) => counted(journal.stream(...pages)),
  answers: (partition, answerKeys) => counted(journal.answers(partition, answerKeys)),
  saveSnapshot: (partition, snapshot) => journal.saveSnapshot(partition, snapshot),
  loadSnapshot: (...place) => counted(journal.loadSnapshot(...place)),
  names: () => journal.names(),
  close: () => journal.close(),
});
