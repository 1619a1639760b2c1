import { LRUCache } from 'lru-cache';
import { invalid, runtimeError, type SoukError } from '../../actors/runtime/errors.ts';
import { digestId } from '../../actors/runtime/ids.ts';
import { hour } from '../../actors/runtime/time.ts';
import type { World } from '../../actors/runtime/world.ts';
import { type Answer, owning, withFields } from '../answer.ts';

const keyPattern = /^[\x20-\x7e]{1,255}$/;

/** The caller's name for one command: the same with every retry, another for another command. */
export function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && keyPattern.test(header)) return header;
  throw invalid([{ field: 'Idempotency-Key', problem: 'must be 1 to 255 printable ASCII characters' }]);
}

/** Hashed with tenant, caller and route the key is the command's id, so a retry meets the same actors. */
export const commandIdOf = (tenantId: string, scope: string, route: string, key: string): string =>
  digestId(JSON.stringify([tenantId, scope, route, key]));

/** `keep`: the answer is final, and holds no secret, so the next try may have it from here. */
export type Outcome = { readonly answer: Answer; readonly keep: boolean };

export type Idempotency = {
  /**
   * Runs a command once. Whoever comes with the same id waits for the first and gets its answer; with another body it
   * is refused. What is not kept here is asked of the actor again, which knows its own answers for good.
   */
  once(commandId: string, body: string, run: () => Promise<Outcome>): Promise<Answer>;
};

type Kept = { readonly body: string; readonly answer?: Answer };
type Running = { readonly body: string; readonly outcome: Promise<Outcome> };

export type IdempotencyBounds = { readonly ageMs: number; readonly most: number; readonly mostBytes: number };

const bounds: IdempotencyBounds = { ageMs: 24 * hour, most: 10_000, mostBytes: 64 * 1_048_576 };

export function createIdempotency(world: World, { ageMs, most, mostBytes } = bounds): Idempotency {
  const kept = new LRUCache<string, Kept & { readonly until: number }>({
    max: most,
    maxSize: mostBytes,
    sizeCalculation: ({ answer }) => 500 + (answer?.body?.length ?? 0),
  });
  const running = new Map<string, Running>();

  const begin = async (commandId: string, body: string, run: () => Promise<Outcome>): Promise<Answer> => {
    const outcome = run();
    running.set(commandId, { body, outcome });
    try {
      const { answer, keep } = await outcome;
      kept.set(commandId, { body, until: world.now() + ageMs, ...(keep && { answer: owning(answer) }) });
      return answer;
    } finally {
      running.delete(commandId);
    }
  };
  const once: Idempotency['once'] = async (commandId, body, run) => {
    const now = running.get(commandId);
    if (now) return afterFirst(now, body, () => once(commandId, body, run));
    const before = kept.get(commandId);
    const known = before && before.until > world.now() ? before : undefined;
    if (known && known.body !== body) throw differs();
    return known?.answer ? replayed(known.answer) : begin(commandId, body, run);
  };
  return { once };
}

const differs = (): SoukError => runtimeError('COMMAND_DIFFERS');

/** The first may fail without an outcome: then this one is the first. */
async function afterFirst(first: Running, body: string, again: () => Promise<Answer>): Promise<Answer> {
  if (first.body !== body) throw differs();
  const outcome = await first.outcome.catch(() => undefined);
  return outcome?.keep ? replayed(outcome.answer) : again();
}

const replayed = (answer: Answer): Answer => withFields(answer, { 'Idempotent-Replayed': 'true' });
