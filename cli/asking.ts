import type { ActionName, ParamsOf, ResultOf } from '../actors/registry.ts';
import { internalCaller } from '../actors/runtime/caller.ts';
import { isRetryable } from '../actors/runtime/errors.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { realWorld, sleep } from '../actors/runtime/world.ts';

/** Calls of a command-line program: as the runtime itself, in one tenant, each under an id that a second run repeats. */
export type Asking = <Name extends ActionName>(
  name: Name,
  params: ParamsOf<Name>,
  commandId: string,
) => Promise<ResultOf<Name>>;

const callTimeoutMs = 30_000;
const firstWaitMs = 50;
const longestWaitMs = 2_000;

/** Tries again while trying helps, for at most `patienceMs`: a retry meets the first try's answer. */
export function askingAs(transport: Transport, tenantId: string, patienceMs = 60_000): Asking {
  const headers = { tenantId, caller: internalCaller, traceId: realWorld.randomId(), deadlineMs: callTimeoutMs };
  return async (name, params, commandId) => {
    const until = realWorld.now() + patienceMs;
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        return (await transport.call(name, params, { ...headers, commandId })).result as never;
      } catch (error) {
        if (!isRetryable(error) || realWorld.now() + waitMs > until) throw error;
        await sleep(realWorld, waitMs);
      }
    }
  };
}
