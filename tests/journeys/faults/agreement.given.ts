import { isDeepStrictEqual } from 'node:util';
import type { Order } from '../../../actors/orders/contract.ts';
import { eventually } from '../eventually.ts';
import { type Account, type Evidence, gather } from './evidence.given.ts';
import type { Good, Market } from './market.given.ts';
import type { Purchase } from './shoppers.given.ts';

/** One sentence for each thing that is not as it must be. */
type Wrongs = readonly string[];
type Judge = (evidence: Evidence, purchases: readonly Purchase[], goods: readonly Good[]) => Wrongs;

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const accountsIn = ({ accounts }: Evidence): readonly Account[] => [...accounts.values()];
const isSold = ({ status }: Pick<Order, 'status'>): boolean => status !== 'cancelled';
const unless = (holds: boolean, sentence: () => string): Wrongs => (holds ? [] : [sentence()]);
const show = (value: unknown): string => JSON.stringify(value);

const orderOf = ({ confirmed, refused }: Purchase): string | undefined => confirmed?.id ?? refused?.orderId;

const contentOf = ({ id, number, lines, total, subtotal, tax, email, shippingAddress }: Order): unknown => ({
  id,
  number,
  lines,
  total,
  subtotal,
  tax,
  email,
  shippingAddress,
});

const everyAcknowledgedOrderIsThere: Judge = ({ accounts }, purchases) =>
  purchases.flatMap(({ confirmed, cancelKey }) => {
    if (!confirmed) return [];
    const order = accounts.get(confirmed.id)?.order;
    if (!order) return [`the acknowledged order ${confirmed.id} is not there`];
    return [
      ...unless(
        isDeepStrictEqual(contentOf(order), contentOf(confirmed)),
        () => `${show(contentOf(order))} was ${show(contentOf(confirmed))}`,
      ),
      ...unless(isSold(order) === (cancelKey === undefined), () => `${order.id}, confirmed, is ${order.status}`),
    ];
  });

const noOrderIsThereTwice: Judge = (evidence, purchases) => {
  const told = purchases.map(orderOf).filter((id) => id !== undefined);
  const numbers = accountsIn(evidence).flatMap(({ order }) => order.number ?? []);
  const strangers = evidence.listed.filter(({ id }) => !told.includes(id));
  return [
    ...unless(new Set(told).size === told.length, () => 'two checkouts were told the same order'),
    ...unless(new Set(numbers).size === numbers.length, () => `a number was given twice: ${show(numbers.sort())}`),
    ...strangers.map(({ id, status }) => `nobody was told of the order ${id}, which is ${status}`),
  ];
};

const everyOrderEnds: Judge = (evidence) =>
  accountsIn(evidence).flatMap(({ order: { id, status, parts, refunds } }) => [
    ...unless(['confirmed', 'cancelled'].includes(status), () => `${id} is still ${status}`),
    ...unless(!parts.some((part) => part.status === 'cancelling'), () => `a part of ${id} is still being cancelled`),
    ...unless(!refunds.some((refund) => refund.status === 'asked'), () => `a refund of ${id} is still asked for`),
  ]);

const soldOf = (evidence: Evidence, { sku }: Good): number => {
  const lines = accountsIn(evidence).flatMap(({ order }) => (isSold(order) ? order.lines : []));
  return sum(lines.map((line) => (line.sku === sku ? line.quantity : 0)));
};

const stockIsWhatCameInAndWasNotSold: Judge = (evidence, _, goods) =>
  goods.flatMap((good) => {
    const { actor, listed, found } = evidence.shelves.get(good.sku) ?? {};
    const left = good.received - soldOf(evidence, good);
    const isRight = left >= 0 && actor?.held === left && actor.available === left && actor.promised === 0;
    return [
      ...unless(isRight, () => `${left} of ${good.sku} should be left, there is ${show(actor)}`),
      ...unless(isDeepStrictEqual(listed, actor), () => `the vendor's list shows ${show(listed)} for ${show(actor)}`),
      ...unless(found === left, () => `the shop window shows ${found} of ${good.sku}, and there are ${left}`),
    ];
  });

function moneyOf({ postings }: Account, kind: 'capture' | 'refund'): readonly number[] {
  const account = kind === 'capture' ? 'shopper_clearing' : 'refunds';
  const lines = postings.filter((posting) => posting.kind === kind).flatMap((posting) => posting.lines);
  return lines.filter((line) => line.account === account).map(({ amount }) => Math.abs(amount));
}

const everyOrderIsPaidOnce: Judge = (evidence) =>
  accountsIn(evidence).flatMap((account) => {
    const { order, payment, postings } = account;
    const [captures, refunds] = [moneyOf(account, 'capture'), moneyOf(account, 'refund')];
    const due = isSold(order) ? order.total.amount - order.refunded.amount : 0;
    const isEven = postings.every(({ lines }) => sum(lines.map(({ amount }) => amount)) === 0);
    const isOnce = captures.length <= 1 && captures.every((amount) => amount === order.total.amount);
    const isCaptured = ['captured', 'refunded'].includes(payment?.status ?? 'none');
    return [
      ...unless(isEven, () => `a posting of ${order.id} does not balance: ${show(postings)}`),
      ...unless(isOnce && sum(captures) - sum(refunds) === due, () => `${order.id} owes ${due}: ${show(postings)}`),
      ...unless(isCaptured === captures.length > 0, () => `${order.id}: ${show(payment)} and ${show(postings)}`),
    ];
  });

const theLedgerIsTheSumOfItsOrders: Judge = (evidence) => {
  const { shopper_clearing, vendor_payable, commission, tax, refunds } = evidence.balances;
  const of = (kind: 'capture' | 'refund') => sum(accountsIn(evidence).flatMap((account) => moneyOf(account, kind)));
  const isRight = shopper_clearing === -of('capture') && refunds === of('refund');
  const isEven = vendor_payable + commission + tax + refunds === -shopper_clearing;
  return unless(isRight && isEven, () => `${of('capture')} captured, the ledger has ${show(evidence.balances)}`);
};

const headOf = ({ id, number, status, total }: Pick<Order, 'id' | 'number' | 'status' | 'total'>): unknown[] => [
  id,
  number,
  status,
  total,
];

const theListsShowWhatTheActorsSay: Judge = (evidence) => {
  const listed = new Map(evidence.listed.map((summary) => [summary.id, summary]));
  const { vendorOrders, fulfilments } = evidence;
  return accountsIn(evidence).flatMap(({ order }) => {
    const { id, status, parts } = order;
    const shown = listed.get(id);
    const isShown = shown !== undefined && isDeepStrictEqual(headOf(shown), headOf(order));
    const ofVendors = vendorOrders.filter(({ orderId }) => orderId === id).map(({ fulfilmentId }) => fulfilmentId);
    const opened = fulfilments.filter(({ orderId }) => orderId === id).map((fulfilment) => fulfilment.id);
    const wanted = parts.map(({ fulfilmentId }) => fulfilmentId).sort();
    const isOpened = status !== 'confirmed' || isDeepStrictEqual(opened.sort(), wanted);
    return [
      ...unless(isShown, () => `the list shows ${show(shown)} for ${show(headOf(order))}`),
      ...unless(isDeepStrictEqual(ofVendors.sort(), wanted), () => `vendors see ${show(ofVendors)} of ${show(wanted)}`),
      ...unless(isOpened, () => `${id} has the fulfilments ${show(opened)}, not ${show(wanted)}`),
    ];
  });
};

const nothingIsLeftToDo: Judge = ({ behind, deadLetters }) => [
  ...behind.map((consumer) => `${show(consumer)} is behind`),
  ...deadLetters.map((letter) => `${show(letter)} is parked`),
];

const judges: readonly Judge[] = [
  everyAcknowledgedOrderIsThere,
  noOrderIsThereTwice,
  everyOrderEnds,
  stockIsWhatCameInAndWasNotSold,
  everyOrderIsPaidOnce,
  theLedgerIsTheSumOfItsOrders,
  theListsShowWhatTheActorsSay,
  nothingIsLeftToDo,
];

/**
 * Once all has settled: what shoppers were told, what the actors say, the stock, the money and the read models are one
 * story. `purchases`: every one ever made on this market, insisted upon. Throws every sentence that is still wrong.
 */
export async function expectAgreement(
  market: Market,
  purchases: readonly Purchase[],
  withinMs = 60_000,
): Promise<void> {
  const ids = purchases.map(orderOf).filter((id) => id !== undefined);
  let wrongs: Wrongs = [];
  const look = async () => {
    const evidence = await gather(market, ids);
    wrongs = judges.flatMap((judge) => judge(evidence, purchases, market.goods));
    return wrongs.length === 0;
  };
  await eventually('all agree', look, withinMs).catch((error: Error) => {
    throw new Error(`${error.message}\n${wrongs.slice(0, 20).join('\n')}`, { cause: error });
  });
}
