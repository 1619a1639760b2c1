import { parentPort } from 'node:worker_threads';
import { type Job, runJob } from './job.ts';

let queue: Promise<void> = Promise.resolve();

parentPort?.on('message', (job: Job) => {
  queue = queue.then(async () => parentPort?.postMessage(await runJob(job)));
});
