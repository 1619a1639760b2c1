import type { Findings } from './findings.ts';
import type { Law } from './judge.ts';
import type { Town } from './town.ts';

type Tally = { requests: number; wild: number; readonly statuses: Map<number, number> };

export type HttpRun = {
  readonly seed: string;
  readonly law: Law;
  readonly town: Town;
  readonly findings: Findings;
  readonly tally: Tally;
};
