import { internalCaller } from '../caller.ts';
import { runtimeError, toSoukError } from '../errors.ts';
import type { Transport } from '../transport.ts';
import { sleep, type World } from '../world.ts';
import type { Ask } from './flow-row.ts';

const timeoutMs = 15_000;
const firstWaitMs = 20;
/** Of the last try at once; with those before it they come to about three seconds. */
const longestWaitMs = 1_280;

/** Asks as the runtime itself, and tries again at once while trying helps. One that was never answered is tried later. */
export const askThrough =
  (transport: Transport, world: World): Ask =>
  async (action, params, { tenantId, traceId }, commandId) => {
    const headers = { tenantId, caller: internalCaller, commandId, traceId, deadlineMs: timeoutMs };
    for (let waitMs = firstWaitMs; ; waitMs *= 2) {
      try {
        return (await inTime(world, transport.call(action, params, headers))).result;
      } catch (error) {
        const { retryable, type } = toSoukError(error);
        if (!retryable || type === 'DEADLINE_PASSED' || waitMs > longestWaitMs) throw error;
        await sleep(world, waitMs);
      }
    }
  };

const inTime = <Result>(world: World, asked: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const cancel = world.after(timeoutMs, () => reject(runtimeError('DEADLINE_PASSED')));
    void asked.then(resolve, reject).finally(cancel);
  });
