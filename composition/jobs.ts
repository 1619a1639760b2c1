import type { Queue } from 'bull';
import { exportWorker } from '../actors/analytics/export-files.service.ts';
import { sheetWorker } from '../actors/catalog/sheet-rows.service.ts';
import { queuedMailer } from '../actors/mails/queued.adapter.ts';
import { type Jobs, type JobsStanding, jobsHere, type Worker } from '../actors/runtime/jobs.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { realWorld } from '../actors/runtime/world.ts';
import type { Settings } from '../settings.ts';
import type { DomainParts } from './domains.ts';
import type { Engines } from './engines.ts';

/** Of one node. What is not done in time is asked for again by whoever has committed that it is to be done. */
const bounds = {
  mails: { atOnce: 5, answerWithinMs: 5_000 },
  exports: { atOnce: 2, answerWithinMs: 10_000 },
  sheets: { atOnce: 4, answerWithinMs: 10_000 },
  alerts: { atOnce: 1, answerWithinMs: 50_000 },
} as const;

export type JobKind = keyof typeof bounds;

/** `queue`: Bull's own, where there is a Redis. */
type Opened<Work, Outcome> = Jobs<Work, Outcome> & { readonly queue?: () => Queue };
type Open = <Work, Outcome>(kind: JobKind, work: Worker<Work, Outcome>) => Opened<Work, Outcome>;

/** All work that nobody waits for at a screen: over Redis for all nodes together, or in this process. */
export type SoukJobs = {
  /** Each kind once. */
  readonly open: <Work, Outcome>(kind: JobKind, work: Worker<Work, Outcome>) => Jobs<Work, Outcome>;
  readonly standing: () => Promise<ReadonlyMap<JobKind, JobsStanding>>;
  /** What a board shows. */
  readonly queues: () => readonly Queue[];
  close(): Promise<void>;
};

export async function openJobs(settings: Settings, engines: Engines): Promise<SoukJobs> {
  const open = await openerOf(settings, engines);
  const opened = new Map<JobKind, Pick<Opened<never, unknown>, 'standing' | 'close' | 'queue'>>();
  return {
    open: (kind, work) => {
      const jobs = open(kind, work);
      opened.set(kind, jobs);
      return jobs;
    },
    standing: async () =>
      new Map(await Promise.all([...opened].map(async ([kind, jobs]) => [kind, await jobs.standing()] as const))),
    queues: () => [...opened.values()].flatMap(({ queue }) => (queue ? [queue()] : [])),
    close: async () => void (await Promise.all([...opened.values()].map((jobs) => jobs.close()))),
  };
}

/** Bull is loaded where there is a Redis, and nowhere else. */
async function openerOf(
  { REDIS_URL: url, DRAIN_TIMEOUT_MS: closeWithinMs }: Settings,
  { redis, vault }: Engines,
): Promise<Open> {
  if (url === undefined || redis === undefined) return (_, work) => jobsHere(work);
  const { bullJobs } = await import('../actors/runtime/redis/jobs.ts');
  const secret = () => vault.secret('jobs', () => realWorld.randomId() + realWorld.randomId());
  return (kind, work) => bullJobs({ url, redis, secret, work, closeWithinMs, name: kind, ...bounds[kind] });
}

/** What the areas ask of the outside when nobody waits for it. */
export const overJobs = (
  { open }: SoukJobs,
  { mailer, exports: store }: Engines,
  { reports }: Pick<DomainParts, 'reports'>,
  transport: Transport,
) => ({
  mailer: queuedMailer(open('mails', mailer.send), mailer),
  exports: { store, files: open('exports', exportWorker(reports, store)) },
  sheets: open('sheets', sheetWorker(transport)),
  reports,
});
