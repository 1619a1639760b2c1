import { feedMutants } from './feed.mutants.ts';
import { journalMutants } from './journal.mutants.ts';
import { liveMutants } from './live.mutants.ts';
import { moneyMutants } from './money.mutants.ts';
import type { Mutant } from './mutant.ts';
import { orderMutants } from './orders.mutants.ts';
import { turnMutants } from './turns.mutants.ts';

export const allMutants: readonly Mutant[] = [
  ...turnMutants,
  ...journalMutants,
  ...feedMutants,
  ...orderMutants,
  ...moneyMutants,
  ...liveMutants,
];
