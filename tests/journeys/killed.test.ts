import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Order } from '../../actors/orders/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import {
  type Bought,
  logIn,
  openShop,
  type Person,
  register,
  type Shop,
  stockWare,
  type Ware,
} from './market.given.ts';
import { attempt, type Checkout, expectBalanced, fillCarts, insist } from './rush.given.ts';
import { run, type Souk, startSouk } from './souk-process.ts';
import { type Reply, type Visitor, visitor } from './visitor.ts';

const crowd = 200;
const received = 10_000;

let souk: Souk;
let guest: Visitor;
let operator: Person;
let shop: Shop;
const wares: Ware[] = [];
/** All that was ever confirmed. */
const sold: Bought[] = [];

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url);
  operator = await logIn(guest, 'operator@demo.example');
  shop = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  for (const title of ['Heather', 'Clover', 'Lime', 'Thyme']) wares.push(await stockWare(shop, title, 750, received));
});

type Rush = { readonly checkouts: readonly Checkout[]; readonly acknowledged: ReadonlyMap<string, Reply<Bought>> };

/** A moment of a rush: so many milliseconds after it began, and once so many have been acknowledged. */
type Moment = { readonly afterMs?: number; readonly after?: number; readonly tokens?: readonly string[] };

/** A crowd that pays all at once while something happens to the Souk; what each of them was told. */
async function rush(
  { afterMs = 0, after = 0, tokens = ['ok'] }: Moment,
  happens: () => Promise<unknown>,
): Promise<Rush> {
  const checkouts = await fillCarts(guest, wares, crowd, tokens);
  const acknowledged = new Map<string, Reply<Bought>>();
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  if (after === 0) resolve();
  const tries = checkouts.map(async (checkout) => {
    const reply = await attempt(checkout);
    // Nobody is told of trouble: whoever is not answered tries again.
    if (reply) expect([201, 202]).toContain(reply.status);
    if (reply?.status === 201) acknowledged.set(checkout.key, reply);
    if (acknowledged.size >= after) resolve();
  });
  // On a slow machine all may be over before so many are acknowledged.
  await Promise.all([Promise.race([enough, Promise.all(tries)]), pause(afterMs)]);
  await happens();
  await Promise.all(tries);
  return { checkouts, acknowledged };
}

/** Everybody tries again with the same key; what was acknowledged is what they get. */
async function expectNothingLost({ checkouts, acknowledged }: Rush): Promise<void> {
  for (const [, { body }] of acknowledged) {
    const holder = guest.with({ 'souk-token': body.token ?? '' });
    expect(await holder.get<Order>(`/orders/${body.id}`)).toMatchObject({ number: body.number, status: 'confirmed' });
  }
  const replies = await Promise.all(checkouts.map(insist));
  expect(replies.filter(({ status }) => status !== 201).map(({ text }) => text)).toEqual([]);
  for (const [place, { key }] of checkouts.entries()) {
    const first = acknowledged.get(key)?.body;
    if (first) expect(replies[place]?.body).toEqual(first);
  }
  sold.push(...replies.map(({ body }) => body));
  expect(new Set(sold.map(({ id }) => id)).size).toBe(sold.length);
  expect(new Set(sold.map(({ number }) => number)).size).toBe(sold.length);
  await expectBalanced(operator, shop, wares, received, sold);
}

const again = async (): Promise<void> => {
  souk = await startSouk({ directory: souk.directory, port: souk.port });
};

describe(`kill -9 while ${crowd} shoppers pay at once`, () => {
  let answered = 0;
  let rounds = 0;

  test.each<[string, Moment]>([
    ['as they begin', {}],
    ['after a tenth of a second', { afterMs: 100 }],
    ['at the first answer', { after: 1 }],
    ['while their payments take their time', { afterMs: 300, tokens: ['slow', 'lost', 'ok', 'double_webhook'] }],
  ])('%s loses no order that was acknowledged, and makes none twice', async (_, moment) => {
    const rushed = await rush(moment, () => souk.kill());
    rounds += 1;
    answered += rushed.acknowledged.size;
    await again();
    await expectNothingLost(rushed);
  });

  test('met orders that had been answered, and others that had not', () => {
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(rounds * crowd);
  });

  test('leaves a journal that proves itself', async () => {
    const verifying = run('journal', ['verify'], { DATA_DIR: souk.directory });
    expect({ code: await verifying.ended, printed: verifying.printed() }).toMatchObject({
      code: 0,
      printed: expect.stringContaining('The journal is in order'),
    });
  });
});

describe('SIGTERM while they pay', () => {
  test('answers who was heard, and ends in good order', async () => {
    const rushed = await rush({ after: 1 }, async () => expect(await souk.stop()).toBe(0));
    await again();
    await expectNothingLost(rushed);
  });
});

(hasEngine ? test : test.skip)(
  'What was sold through all of it is in the figures once, equal to the ledger',
  async () => {
    expect(await souk.stop()).toBe(0);
    const checking = run('analytics', ['reconcile', '--tenant', 'demo'], { DATA_DIR: souk.directory, ANALYTICS: 'on' });
    expect({ code: await checking.ended, printed: checking.printed() }).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/demo: \d+ sums compared, every one is equal/),
    });
  },
  180_000,
);
