import type { BalanceRow } from '../../../actors/ledger/balance.view.ts';
import type { Domains } from '../../../actors/runtime/domains.ts';
import { Codec } from '../../../actors/runtime/journal/codec.ts';
import { memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { memoryVault } from '../../../actors/runtime/vault/memory.ts';
import { allViews } from '../../../composition/domains.ts';
import type { Call } from '../history.ts';
import { ActorCalls } from '../linearizability/actor-calls.ts';
import { judge } from '../linearizability/judge.ts';
import type { House } from '../world/house.ts';
import { answerBreaches, type Told } from './answers.ts';
import type { Breach } from './breach.ts';
import { deadlineBreaches } from './deadlines.ts';
import { figuresBreaches } from './figures.ts';
import { journalBreaches } from './journal.ts';
import { ledgerBreaches } from './ledger.ts';
import { type Accounts, moneyBreaches } from './money.ts';
import { cartBreaches, orderBreaches } from './orders.ts';
import { askAtTheEnd } from './still-market.ts';
import { stockBreaches } from './stock.ts';
import { tenantBreaches } from './tenants.ts';
import { readTruth } from './truth.ts';
import { feedBreaches, rowsIn, viewBreaches } from './views.ts';

/** What outlives every process. */
export type Remains = Pick<House, 'journalDisk' | 'rowsDisk' | 'safe'> & {
  readonly history: Told;
  readonly provider: { readonly accounts: Accounts };
};

export type Judged = {
  readonly domains: Domains;
  /** Neither prices nor terms changed after the first order: carts and orders are judged call by call too. */
  readonly still?: boolean;
  /** Clocks agreed, messages were quick and nobody froze, so that deadlines can be seen to be kept. */
  readonly punctual?: boolean;
  /** `once`: nodes that had lost their partitions were asked too. */
  readonly reads: 'now' | 'once';
};

const timeOut = { type: 'timeOut' };

/** Every promise that was not kept, once the faults have stopped and the world has settled. */
export async function breachesIn(
  remains: Remains,
  { domains, still, punctual, reads }: Judged,
): Promise<readonly Breach[]> {
  const { journalDisk, rowsDisk, safe, provider, history } = remains;
  const journal = memoryJournal(journalDisk);
  const codec = new Codec(domains.personal, memoryVault(undefined, safe));
  const truth = await readTruth(journal, codec, domains);
  const calls = new ActorCalls(domains, askAtTheEnd(domains, truth));
  const types = { stock: [], ...(still && { cart: [], order: [timeOut] }) };
  const othersOf = (one: Call) => history.othersOf(one);
  const sentences = await judge(history.calls, { calls, othersOf, types, reads });
  return [
    ...(await journalBreaches(journal, truth)),
    ...answerBreaches(truth, history, (action) => calls.isRemade(action)),
    ...(punctual ? deadlineBreaches(truth, history.calls) : []),
    ...sentences.map((sentence): Breach => ({ promise: 'linearizable', sentence })),
    ...stockBreaches(truth),
    ...cartBreaches(truth),
    ...orderBreaches(truth),
    ...moneyBreaches(truth, provider.accounts),
    ...ledgerBreaches(truth, [...rowsIn(rowsDisk, 'balances').values()] as BalanceRow[]),
    ...figuresBreaches(truth),
    ...(await viewBreaches(truth, rowsDisk, allViews)),
    ...feedBreaches(rowsDisk),
    ...tenantBreaches(truth, rowsDisk),
  ];
}
