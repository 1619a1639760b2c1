import type Bull from 'bull';
import { type Jobs, type JobsStanding, JobUndone, jobsHere, type Worker } from '../jobs.ts';
import { realWorld, sleep } from '../world.ts';
import { bareError } from './bare-error.ts';
import type { RedisConnection } from './connection.ts';
import { inTime } from './in-time.ts';
import { type OpenedQueue, openQueue, type QueueOptions } from './queue.ts';
import { openWork, sealWork } from './sealed-work.ts';

export type BullJobsOptions<Work, Outcome> = QueueOptions & {
  /** Says whether Redis is there. */
  readonly redis: RedisConnection;
  /** Keeps from whoever looks into Redis what the work is about. */
  readonly secret: () => Promise<string>;
  readonly work: Worker<Work, Outcome>;
  /** Of one node. */
  readonly atOnce: number;
  /** What is not done by then is asked for again later. */
  readonly answerWithinMs: number;
};

/** Jobs that a board can show. */
export type BullJobs<Work, Outcome> = Jobs<Work, Outcome> & { readonly queue: () => Bull.Queue };

const tries = 4;
const firstPauseMs = 1_000;
const firstLookMs = 20;
const longestLookMs = 320;
const countWithinMs = 1_000;
/** Whoever asks late still hears what came of it; the list of what failed is for people. */
const keepDone = { age: 60 * 60, count: 1_000 };
const keepFailed = { age: 7 * 24 * 60 * 60, count: 1_000 };

const howToRun: Bull.JobOptions = {
  attempts: tries,
  backoff: { type: 'exponential', delay: firstPauseMs },
  removeOnComplete: keepDone,
  removeOnFail: keepFailed,
  stackTraceLimit: 1,
};

type Carried = { readonly sealed: string };

/** Over all nodes: one of them does it, once at a time under its id. Where Redis is away it is done here. */
export function bullJobs<Work, Outcome>(options: BullJobsOptions<Work, Outcome>): BullJobs<Work, Outcome> {
  const { redis, secret, work, atOnce, answerWithinMs } = options;
  const here = jobsHere(work);
  let opened: OpenedQueue<Carried> | undefined;
  let isWorking = false;
  const queue = (): Bull.Queue<Carried> => {
    opened ??= openQueue<Carried>(options);
    return opened.queue;
  };
  const isAway = async () => (await redis.ask((server) => server.ping())) === undefined;
  const doOne = (job: Bull.Job<Carried>): Promise<Outcome> =>
    bareError(async () => {
      const outcome = await work(openWork(await secret(), String(job.id), job.data.sealed) as Work);
      // What it was about is nobody's business any more.
      await job.update({ sealed: '' }).catch(() => undefined);
      return outcome;
    });
  /** The first that is asked for here makes this node one of those that do them. */
  const beginWorking = (): void => {
    if (isWorking) return;
    isWorking = true;
    void queue()
      .process(atOnce, doOne)
      .catch(() => undefined);
  };
  return {
    queue,
    run: async (id, asked) => {
      if (await isAway()) return here.run(id, asked);
      beginWorking();
      const data = { sealed: sealWork(await secret(), id, asked) };
      return bareError(() => inTime(addOrJoin<Outcome>(queue(), id, data, answerWithinMs), answerWithinMs));
    },
    standing: async () => ((await isAway()) ? here.standing() : inTime(standingOf(queue()), countWithinMs)),
    close: async () => {
      await opened?.close();
      await here.close();
    },
  };
}

async function standingOf(queue: Bull.Queue): Promise<JobsStanding> {
  const { waiting, delayed, paused, active, failed } = (await queue.getJobCounts()) as Bull.JobCounts & {
    readonly paused?: number;
  };
  return { waiting: waiting + delayed + (paused ?? 0), underWay: active, failed };
}

/** What failed for good begins anew: whoever asks wants it done. */
async function addOrJoin<Outcome>(
  queue: Bull.Queue<Carried>,
  jobId: string,
  data: Carried,
  withinMs: number,
): Promise<Outcome> {
  const asked = { ...howToRun, jobId };
  const job = await queue.add(data, asked);
  if (await job.isFailed()) {
    // Another node may have done so meanwhile.
    await job.remove().catch(() => undefined);
    await queue.add(data, asked);
  }
  return outcomeOf(queue, jobId, withinMs);
}

/** Looked for: Bull's own promise of it would wait for ever where Redis has forgotten the job. */
async function outcomeOf<Outcome>(queue: Bull.Queue<Carried>, jobId: string, withinMs: number): Promise<Outcome> {
  const until = realWorld.now() + withinMs;
  for (let waitMs = firstLookMs; realWorld.now() < until; waitMs = Math.min(waitMs * 2, longestLookMs)) {
    const state = await (await queue.getJob(jobId))?.getState();
    if (state === 'completed') return (await endedJob(queue, jobId)).returnvalue as Outcome;
    if (state === 'failed') throw new JobUndone((await endedJob(queue, jobId)).failedReason);
    if (state === undefined) throw new JobUndone(forgotten);
    await sleep(realWorld, waitMs);
  }
  throw new JobUndone(`it is not done within ${withinMs} ms`);
}

const forgotten = 'Redis has forgotten it';

/** As it is now: what came of it may have been told after it was read. */
async function endedJob(queue: Bull.Queue<Carried>, jobId: string): Promise<Bull.Job<Carried>> {
  const job = await queue.getJob(jobId);
  if (!job) throw new JobUndone(forgotten);
  return job;
}
