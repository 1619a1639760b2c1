/** How much of a kind of work there is: `failed` was given up, until somebody asks for it again. */
export type JobsStanding = { readonly waiting: number; readonly underWay: number; readonly failed: number };

/**
 * The port to work that nobody waits for at a screen. It is not kept here: whoever asks for it has committed that it is
 * to be done, and asks again under the same id until it hears what came of it.
 */
export interface Jobs<Work, Outcome> {
  /**
   * Does it, joins it where it is under way, or tells what came of it where it was done lately. Rejects with `JobUndone`
   * where nothing is known of it in time: it may still be done, and who asks again hears of it.
   */
  run(id: string, work: Work): Promise<Outcome>;
  standing(): Promise<JobsStanding>;
  /** What is under way is finished first, within a bound. */
  close(): Promise<void>;
}

/** Does a piece of work; it bounds its own time, and may be asked to do the same again. */
export type Worker<Work, Outcome> = (work: Work) => Promise<Outcome>;

/** It failed, there was no room for it, or nothing is known of it in time: whoever needs it asks again. */
export class JobUndone extends Error {
  override readonly name = 'JobUndone';
}

const mostUnderWay = 1_000;
const mostRemembered = 1_000;

/** In this process, as soon as it is asked for. */
export function jobsHere<Work, Outcome>(work: Worker<Work, Outcome>): Jobs<Work, Outcome> {
  const underWay = new Map<string, Promise<Outcome>>();
  const done = new Map<string, Outcome>();
  const remember = (id: string, outcome: Outcome): Outcome => {
    for (const oldest of done.keys()) if (done.size >= mostRemembered) done.delete(oldest);
    done.set(id, outcome);
    return outcome;
  };
  return {
    run: async (id, asked) => {
      if (done.has(id)) return done.get(id) as Outcome;
      const known = underWay.get(id);
      if (known !== undefined) return known;
      if (underWay.size >= mostUnderWay) throw new JobUndone(`${mostUnderWay} jobs are under way`);
      const doing = work(asked)
        .then((outcome) => remember(id, outcome))
        .finally(() => underWay.delete(id));
      underWay.set(id, doing);
      return doing;
    },
    standing: async () => ({ waiting: 0, underWay: underWay.size, failed: 0 }),
    close: async () => void (await Promise.allSettled(underWay.values())),
  };
}
