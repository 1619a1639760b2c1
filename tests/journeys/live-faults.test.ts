import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Availability } from '../../actors/inventory/contract.ts';
import type { VendorOrder } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { Cable } from '../servers/cable.given.ts';
import { eventually } from './eventually.ts';
import { areRising, type Heard, listen, liveClient, shows } from './live.given.ts';
import { buy, type LogIn, logIn, openShop, register, type Shop, stockWare, type Ware } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let guest: Visitor;
let bees: Shop;
let honey: Ware;
let wire: Cable;
let stock: Heard<Availability>;
let orders: Heard<PageOf<VendorOrder>>;

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url);
  const operator = await logIn(guest, 'operator@demo.example');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  honey = await stockWare(bees, 'Heather honey', 750, 1_000);
  wire = await Cable.to(souk.port);
  const client = liveClient({ url: wire.url, token: async () => bees.owner.session.accessToken });
  stock = listen<Availability>(client, `stock:${honey.sku}`);
  orders = listen<PageOf<VendorOrder>>(client, `vendor-orders:${bees.vendor.id}`);
});

const truth = async (): Promise<number> =>
  (
    await guest.post<{ lines: readonly Availability[] }>('/inventory/check', {
      lines: [{ sku: honey.sku, quantity: 1 }],
    })
  ).lines[0]?.available ?? -1;

async function showsTruth(): Promise<void> {
  const available = await truth();
  await shows(`${available} jars`, stock, (state) => state.available === available);
  expect(stock.problems).toEqual([]);
  expect(areRising(stock.versions)).toBe(true);
}

/** The list as this follower can know it: its last page and what it was told since. */
const knows = (id: string): Promise<boolean> =>
  eventually(`the vendor knows of ${id}`, () => {
    const isListed = orders.states.at(-1)?.state.items.some(({ orderId }) => orderId === id);
    return isListed || orders.changes.some((change) => change.id === id);
  });

describe('whoever follows', () => {
  test('begins with the truth', async () => {
    await showsTruth();
    await knows((await buy(guest, { [honey.sku]: 1 })).id);
  });

  test('ends with it after being cut off, again and again', async () => {
    for (const round of [1, 2, 3]) {
      wire.cut();
      const { id } = await buy(guest, { [honey.sku]: round });
      await showsTruth();
      await knows(id);
    }
  });

  test('ends with it after a while without any connection', async () => {
    const mend = wire.part();
    const missed = await buy(guest, { [honey.sku]: 7 });
    mend();
    await showsTruth();
    await knows(missed.id);
  });

  test('notices that a message was lost: the next one does not follow, and the last one is said again', async () => {
    const before = await buy(guest, { [honey.sku]: 1 });
    await showsTruth();
    await knows(before.id);
    const lost = wire.loseNext();
    const missed = await buy(guest, { [honey.sku]: 2 });
    await lost;
    await showsTruth();
    await knows(missed.id);
  });

  test('ends with it after the Souk was killed and started again, and never sees an older version', async () => {
    const { directory, port } = souk;
    const last = await buy(guest, { [honey.sku]: 3 });
    await souk.kill();
    souk = await startSouk({ directory, port });
    await showsTruth();
    await knows(last.id);
    const next = await buy(guest, { [honey.sku]: 4 });
    await showsTruth();
    await knows(next.id);
  });

  test('ends with it after a stop in good order too', async () => {
    const { directory, port } = souk;
    // It would wait for ever for whoever holds it up: open sockets do not.
    await souk.stop();
    souk = await startSouk({ directory, port, env: { DRAIN_TIMEOUT_MS: '600000' } });
    await showsTruth();
    expect(await souk.stop()).toBe(0);
    souk = await startSouk({ directory, port });
    await buy(guest, { [honey.sku]: 5 });
    await showsTruth();
  });
});

describe('a session that ends', () => {
  test('is said so, and goes on with the next token without losing anything', async () => {
    const { directory, port } = souk;
    await souk.stop();
    souk = await startSouk({ directory, port, how: { preload: './clock.preload.mjs' } });
    const owner = await logIn(guest, 'bea@example.org');
    let session: LogIn = owner.session;
    let renewed = 0;
    const renew = async (): Promise<string> => {
      if (renewed > 0) session = await guest.post<LogIn>('/auth/refresh', { refreshToken: session.refreshToken });
      renewed += 1;
      return session.accessToken;
    };
    const faithful = liveClient({ url: souk.url, token: renew });
    const forgetful = liveClient({ url: souk.url, token: async () => owner.session.accessToken });
    const channel = `vendor-orders:${bees.vendor.id}`;
    const [kept, dropped] = [faithful, forgetful].map((client) => listen<PageOf<VendorOrder>>(client, channel));
    for (const heard of [kept, dropped]) await eventually('the list is there', () => (heard?.states.length ?? 0) > 0);

    souk.signal('SIGUSR2');
    await eventually('the token is renewed', () => renewed > 1);
    await eventually('the forgetful one is told', () => dropped?.problems[0]?.code === 'UNAUTHENTICATED');
    const { id } = await buy(guest, { [honey.sku]: 1 });
    await eventually('the faithful one hears of the order', () => {
      const isListed = kept?.states.at(-1)?.state.items.some(({ orderId }) => orderId === id);
      return isListed || kept?.changes.some((change) => change.id === id);
    });
    expect(dropped?.changes.some((change) => change.id === id)).toBe(false);
  });

  test('is not let in again, and its client says so until it brings a token that counts', async () => {
    let token = 'x';
    const client = liveClient({ url: souk.url, token: async () => token });
    const heard = listen<Availability>(client, `stock:${honey.sku}`);
    await eventually('it is told', () => heard.problems[0]?.code === 'UNAUTHENTICATED');
    token = (await logIn(guest, 'bea@example.org')).session.accessToken;
    await client.authenticate();
    await eventually('it is let in', () => heard.states.length > 0);
  });
});
