import type { Job } from './job.ts';
import { runJob } from './job.ts';
import { planOf } from './plan.ts';
import type { Breach } from './remains/breach.ts';
import { type Leaving, leaveOut, smaller } from './without.ts';
import { diceOf } from './world/dice.ts';

/** `told`: what it takes, in a sentence. */
export type Minimised = { readonly leaving: Leaving; readonly told: string };

/** Leaves out one thing after another, as long as the same promise is broken without it. */
export async function minimise(job: Job, broken: readonly Breach[]): Promise<Minimised> {
  const plan = planOf(job.seed, diceOf(job.seed));
  const promises = new Set(broken.map(({ promise }) => promise));
  let leaving: Leaving = {};
  for (let found: Leaving | undefined = leaving; found; ) {
    leaving = found;
    found = await firstThatFails(job, smaller(leaving, plan), promises);
  }
  const { faults, nodes, shoppers, markets } = leaveOut(plan, leaving);
  const names = [...faults].join(', ') || 'no fault at all';
  const told = `It takes ${nodes} node(s), ${markets.length} market(s), ${shoppers} shopper(s) each, and ${names}.`;
  return { leaving, told };
}

async function firstThatFails(
  job: Job,
  tries: readonly Leaving[],
  promises: ReadonlySet<string>,
): Promise<Leaving | undefined> {
  for (const without of tries) {
    const { broken } = await runJob({ ...job, without });
    if (broken.some(({ promise }) => promises.has(promise))) return without;
  }
  return undefined;
}
