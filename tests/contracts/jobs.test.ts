import { expect, test } from '@jest/globals';
import { JobUndone, jobsHere } from '../../actors/runtime/jobs.ts';
import { jobsSuite } from './jobs.suite.ts';

jobsSuite('this process', jobsHere);

test('No more than a thousand jobs are under way: who comes then is refused, and comes again', async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<boolean>();
  const jobs = jobsHere(() => done);
  const all = Array.from({ length: 1_000 }, (_, number) => jobs.run(`job-${number}`, {}));
  await expect(jobs.run('one more', {})).rejects.toThrow(JobUndone);
  finish(true);
  await Promise.all(all);
  expect(await jobs.run('one more', {})).toBe(true);
});

test('What came of the last thousand is remembered, and of no more', async () => {
  let times = 0;
  const jobs = jobsHere(async () => {
    times += 1;
    return true;
  });
  for (let number = 0; number <= 1_000; number += 1) await jobs.run(`job-${number}`, {});
  await jobs.run('job-1000', {});
  expect(times).toBe(1_001);
  await jobs.run('job-0', {});
  expect(times).toBe(1_002);
});
