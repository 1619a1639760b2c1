import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../eventually.ts';
import { type Bought, fillCart } from '../market.given.ts';
import { attempt, type Checkout } from '../rush.given.ts';
import type { Problem, Reply } from '../visitor.ts';
import type { Dice } from './dice.ts';
import type { Good, Market } from './market.given.ts';

/** One checkout under one key, and what its shopper was told. What nobody told stays open until the shopper insists. */
export type Purchase = {
  readonly checkout: Checkout;
  /** The order as it was confirmed. */
  confirmed?: Bought;
  /** The code of the refusal, and the order that came to nothing, if there was one. */
  refused?: { readonly code: string; readonly orderId?: string };
  /** Promised with 202, and nothing more said yet. */
  pendingId?: string;
  /** It was asked to be cancelled after it had been confirmed. */
  cancelKey?: string;
};

export type Shopping = {
  /** Everything that was ever tried. */
  readonly purchases: readonly Purchase[];
  /** Resolves once so many have been told that their order is confirmed. */
  confirmed(count: number): Promise<void>;
  /** Nobody begins anything more; resolves when nobody waits any longer. */
  stop(): Promise<void>;
};

const shoppers = 12;
const tokens = ['ok', 'ok', 'ok', 'ok', 'ok', 'double_webhook', 'declined', 'error', 'lost', 'capture-lost'];
const lookAgainMs = 10;
/** Of the longest answer, where others keep the machine busy. */
const longestMs = 60_000;

/** A crowd of guests who shop without a pause until they are stopped. */
export function shop(market: Market, dice: Dice): Shopping {
  const purchases: Purchase[] = [];
  let isOver = false;
  const rounds = Array.from({ length: shoppers }, async () => {
    while (!isOver) {
      const wentWell = await visit(market, dice, purchases);
      // Nobody answers now: whoever asks at once again would only keep the machine busy.
      if (!wentWell) await pause(lookAgainMs);
    }
  });
  // What a shopper throws is told by `stop`, and until then by nobody.
  const over = Promise.all(rounds);
  over.catch(() => undefined);
  const told = () => purchases.filter(({ confirmed }) => confirmed).length;
  return {
    purchases,
    confirmed: (count) =>
      eventually(`${count} orders are confirmed`, () => told() >= count || isOver, longestMs).then(() => undefined),
    stop: async () => {
      isOver = true;
      await over;
    },
  };
}

/** False: there was no cart to be had, or no word about the order. */
async function visit(market: Market, dice: Dice, purchases: Purchase[]): Promise<boolean> {
  const { guest, goods } = market;
  const wanted = wantedOf(goods, dice);
  const [token, clicks, regrets] = [dice.oneOf(tokens), dice.chance(0.1) ? 2 : 1, dice.chance(0.1)];
  const basket = await fillCart(guest, wanted).catch(() => undefined);
  if (!basket) return false;
  const purchase: Purchase = { checkout: { basket, key: randomUUID(), token } };
  purchases.push(purchase);
  const clicked = Array.from({ length: clicks }, () => attempt(purchase.checkout));
  for (const reply of await Promise.all(clicked)) note(purchase, reply);
  if (regrets && purchase.confirmed) {
    purchase.cancelKey = randomUUID();
    await cancel(purchase, market);
  }
  return purchase.confirmed !== undefined || purchase.refused !== undefined;
}

function wantedOf(goods: readonly Good[], dice: Dice): Readonly<Record<string, number>> {
  const [one, other] = [dice.oneOf(goods), dice.oneOf(goods)];
  return { [one.sku]: dice.whole(1, 3), [other.sku]: dice.whole(1, 3) };
}

/** Throws at an answer that contradicts an earlier one. */
function note(purchase: Purchase, reply: Reply<Bought> | undefined): void {
  if (!reply || reply.status === 503) return;
  const { status, text, body } = reply;
  if (status === 201) noteConfirmed(purchase, body);
  else if (status === 202) purchase.pendingId = body.id;
  else if (status === 409) noteRefused(purchase, body as unknown as Problem);
  else throw new Error(`a checkout was answered with ${status}: ${text}`);
}

function noteConfirmed(purchase: Purchase, order: Bought): void {
  const { confirmed, refused, pendingId = order.id } = purchase;
  const first = confirmed?.id ?? pendingId;
  if (refused || first !== order.id || (confirmed && confirmed.number !== order.number)) {
    throw new Error(
      `one checkout was told ${JSON.stringify({ first, refused })}, and then that ${order.id} is confirmed`,
    );
  }
  purchase.confirmed ??= order;
}

/** Once it is confirmed only a cancellation that was asked for may take it back. */
function noteRefused(purchase: Purchase, { code, details }: Problem): void {
  const { confirmed, refused, cancelKey, pendingId } = purchase;
  const orderId = details?.orderId === undefined ? undefined : String(details.orderId);
  const known = confirmed?.id ?? refused?.orderId ?? pendingId;
  const isOther = known !== undefined && orderId !== known;
  if (isOther || (confirmed && cancelKey === undefined) || (refused && refused.code !== code)) {
    throw new Error(`one checkout was told ${JSON.stringify(purchase)}, and then refused with ${code} for ${orderId}`);
  }
  if (!confirmed) purchase.refused ??= { code, ...(orderId !== undefined && { orderId }) };
}

/** False: nobody said what came of it. */
async function cancel({ confirmed, cancelKey = '' }: Purchase, { operator }: Market): Promise<boolean> {
  const sent = { body: {}, headers: { 'idempotency-key': cancelKey } };
  const reply = await operator.ask('POST', `/orders/${confirmed?.id}/cancel`, sent).catch(() => undefined);
  if (reply && ![200, 503].includes(reply.status)) throw new Error(`a cancellation was answered with ${reply.text}`);
  return reply?.status === 200;
}

/** As shoppers should: everybody tries again with the same key until there is a word that is final. */
export async function insistAll(market: Market, purchases: readonly Purchase[]): Promise<void> {
  await Promise.all(purchases.map((purchase) => insist(market, purchase)));
}

async function insist(market: Market, purchase: Purchase): Promise<void> {
  const { basket, ...rest } = purchase.checkout;
  // Souk may be at another address by now.
  const visitor = market.guest.with({ 'souk-token': basket.token ?? '' });
  const checkout = { ...rest, basket: { ...basket, visitor } };
  await eventually(
    'a checkout is decided',
    async () => {
      const reply = await attempt(checkout);
      note(purchase, reply);
      return reply !== undefined && reply.status !== 503 && reply.status !== 202;
    },
    longestMs,
  );
  if (purchase.cancelKey) await eventually('a cancellation is heard', () => cancel(purchase, market));
}
