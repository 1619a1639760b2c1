import type { BalanceRow } from '../../../actors/ledger/balance.view.ts';
import type { Domains } from '../../../actors/runtime/domains.ts';
import { Codec } from '../../../actors/runtime/journal/codec.ts';
import { memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { memoryVault } from '../../../actors/runtime/vault/memory.ts';
import { allViews } from '../../../composition/domains.ts';
import type { Call } from '../history.ts';
import { ActorCalls, type Ask } from '../linearizability/actor-calls.ts';
import { judge } from '../linearizability/judge.ts';
import type { House } from '../world/house.ts';
import { answerBreaches } from './answers.ts';
import type { Breach } from './breach.ts';
import { journalBreaches } from './journal.ts';
import { ledgerBreaches } from './ledger.ts';
import { type Accounts, moneyBreaches } from './money.ts';
import { cartBreaches, orderBreaches } from './orders.ts';
import { stockBreaches } from './stock.ts';
import { tenantBreaches } from './tenants.ts';
import { readTruth } from './truth.ts';
import { feedBreaches, rowsIn, viewBreaches } from './views.ts';

/** What outlives every process. */
export type Remains = Pick<House, 'journalDisk' | 'rowsDisk' | 'safe'> & {
  readonly history: { readonly calls: readonly Call[] };
  readonly provider: { readonly accounts: Accounts };
};

export type Judged = {
  readonly domains: Domains;
  /** What handlers were answered before their turns, in a market that did not change: carts and orders are judged too. */
  readonly ask?: Ask;
  /** `once`: nodes that had lost their partitions were asked too. */
  readonly reads: 'now' | 'once';
};

const timers = { type: 'timeOut' };

/** Every promise that was not kept, once the faults have stopped and the world has settled. */
export async function breachesIn(remains: Remains, { domains, ask, reads }: Judged): Promise<readonly Breach[]> {
  const { journalDisk, rowsDisk, safe, provider, history } = remains;
  const journal = memoryJournal(journalDisk);
  const codec = new Codec(domains.personal, memoryVault(undefined, safe));
  const truth = await readTruth(journal, codec, domains);
  const calls = new ActorCalls(domains, ask);
  const types = { stock: [], ...(ask && { cart: [], order: [timers] }) };
  const sentences = await judge(history.calls, { calls, types, reads });
  return [
    ...(await journalBreaches(journal, truth)),
    ...answerBreaches(truth, history.calls, (action) => calls.isRemade(action)),
    ...sentences.map((sentence): Breach => ({ promise: 'linearizable', sentence })),
    ...stockBreaches(truth),
    ...cartBreaches(truth),
    ...orderBreaches(truth),
    ...moneyBreaches(truth, provider.accounts),
    ...ledgerBreaches(truth, [...rowsIn(rowsDisk, 'balances').values()] as BalanceRow[]),
    ...(await viewBreaches(truth, rowsDisk, allViews)),
    ...feedBreaches(rowsDisk),
    ...tenantBreaches(truth, rowsDisk),
  ];
}
