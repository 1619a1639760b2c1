import { expect, test } from '@jest/globals';
import { internalCaller } from '../../actors/runtime/caller.ts';
import { runtimeError } from '../../actors/runtime/errors.ts';
import type { CallHeaders } from '../../actors/runtime/headers.ts';
import { onceTaken } from '../../actors/runtime/partition/coming.ts';
import { FakeWorld } from './fake-world.ts';

/** A call for a partition that is taken after `takenAfterMs`; tells the deadlines it was performed with. */
async function called(deadlineMs: number, takenAfterMs: number): Promise<{ performed: number[]; problem?: unknown }> {
  const world = new FakeWorld();
  const performed: number[] = [];
  const taken = (_name: string, withinMs: number): Promise<void> =>
    new Promise((resolve) => world.after(Math.min(withinMs, takenAfterMs), resolve));
  const headers: CallHeaders = { tenantId: 'acme', caller: internalCaller, commandId: 'one', traceId: 't', deadlineMs };
  const perform = (left: CallHeaders) => {
    performed.push(left.deadlineMs);
    if (performed.length === 1) return Promise.reject(runtimeError('WRONG_NODE'));
    return Promise.resolve({ result: 'done', meta: {} });
  };
  const whereIs = () => 'orders/00' as const;
  const outcome = onceTaken(world, { taken }, headers, perform, whereIs).then(
    () => ({ performed }),
    (problem: unknown) => ({ performed, problem }),
  );
  await world.advance(2_000);
  return outcome;
}

test('A call waits for a partition that is being taken, and has as much less time left', async () => {
  expect(await called(500, 200)).toEqual({ performed: [500, 300] });
});

test('Work whose caller went while its partition was being taken is not begun', async () => {
  const { performed, problem } = await called(50, 200);
  expect(performed).toEqual([50]);
  expect(problem).toMatchObject({ type: 'WRONG_NODE' });
});
