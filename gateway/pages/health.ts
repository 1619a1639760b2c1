import type { Registry } from 'prom-client';
import { sleep, type World } from '../../actors/runtime/world.ts';
import { jsonAnswer, textAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';

/** Is one thing this node needs in order? A throw or a rejection says why not. */
export type Check = {
  readonly name: string;
  readonly check: () => unknown;
  /** Shoppers are served without it: told, and no reason to turn them away. */
  readonly isSpare?: true;
};

type Verdict = { readonly ok: boolean; readonly detail?: string };

const noStore = { 'Cache-Control': 'no-store' };

/** The process answers: all that a supervisor must know before it restarts it. */
export const live: Endpoint = {
  method: 'GET',
  path: '/health/live',
  answer: () => jsonAnswer(200, { status: 'live' }, noStore),
};

export type Health = {
  /** All that shoppers need is in order. */
  readonly ready: boolean;
  readonly checks: readonly (Verdict & Pick<Check, 'name'>)[];
};

export async function healthOf(checks: readonly Check[], world: World): Promise<Health> {
  const told = await Promise.all(checks.map(async (one) => ({ name: one.name, ...(await verdictOf(one, world)) })));
  return { ready: checks.every(({ isSpare }, place) => isSpare || told[place]?.ok), checks: told };
}

/** Whether this node should be given requests: 503 while it starts, drains or lacks something. */
export const ready = (checks: readonly Check[], isDraining: () => boolean, world: World): Endpoint => ({
  method: 'GET',
  path: '/health/ready',
  answer: async () => {
    const health = await healthOf(checks, world);
    const status = isDraining() ? 'draining' : health.ready ? 'ready' : 'unready';
    const verdicts = health.checks.map(({ name, ...verdict }) => [name, verdict] as const);
    return jsonAnswer(status === 'ready' ? 200 : 503, { status, checks: Object.fromEntries(verdicts) }, noStore);
  },
});

const patienceMs = 2_000;

async function verdictOf({ check }: Check, world: World): Promise<Verdict> {
  const tooLate = sleep(world, patienceMs).then(() => Promise.reject(new Error(`no answer within ${patienceMs} ms`)));
  try {
    const detail = await Promise.race([Promise.resolve().then(check), tooLate]);
    return { ok: true, ...(typeof detail === 'string' && { detail }) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

export const metricsPage = (registry: Registry): Endpoint => ({
  method: 'GET',
  path: '/metrics',
  answer: async () => textAnswer(200, registry.contentType, await registry.metrics(), noStore),
});
