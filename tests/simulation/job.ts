import type { FaultName, Plan } from './plan.ts';
import { type Outcome, type SimulationOptions, simulate } from './simulation.ts';
import { type Leaving, leaveOut } from './without.ts';

/** One run that somebody asks for. */
export type Job = { readonly seed: number; readonly only?: readonly FaultName[]; readonly without?: Leaving };

const changed = ({ only, without }: Job, plan: Plan): Plan => {
  const kept = only ? { ...plan, faults: new Set([...plan.faults].filter((name) => only.includes(name))) } : plan;
  return without ? leaveOut(kept, without) : kept;
};

/** A run that throws has failed too: whatever it is, it is told with its seed. */
export async function runJob(job: Job, options: Pick<SimulationOptions, 'hear'> = {}): Promise<Outcome> {
  try {
    return await simulate(job.seed, { ...options, change: (plan) => changed(job, plan) });
  } catch (error) {
    const sentence = `the run threw: ${error instanceof Error ? error.stack : String(error)}`;
    const nothing = { steps: 0, lastedMs: 0, digest: '', orders: 0 };
    return { seed: job.seed, ...nothing, broken: [{ promise: 'orders', sentence }] };
  }
}
