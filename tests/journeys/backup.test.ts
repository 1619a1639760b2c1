import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Stock } from '../../actors/inventory/contract.ts';
import { givenMongo } from '../servers/mongo.given.ts';
import { describeWith } from '../servers/servers.given.ts';
import { eventually } from './eventually.ts';
import { type Bought, buy, logIn, openShop, register, somewhere, stockWare, type Ware } from './market.given.ts';
import { run, type Souk, startSouk, temporaryDirectory } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

/** A data directory, or a database. */
type Place = { readonly name: string; readonly env: Readonly<Record<string, string>>; readonly directory?: string };

const inFiles = (): Place => {
  const directory = temporaryDirectory();
  return { name: directory, env: {}, directory };
};

const inMongo = (freshUrl: () => string) => (): Place => {
  const url = freshUrl();
  return { name: url, env: { MONGO_URL: url } };
};

const startAt = ({ env, directory }: Place): Promise<Souk> =>
  startSouk({ env, ...(directory !== undefined && { directory }) });

async function command(name: 'backup' | 'restore', ...args: readonly string[]): Promise<string> {
  const running = run(name, args, {});
  expect({ code: await running.ended, complained: running.complained() }).toEqual({ code: 0, complained: '' });
  return running.printed();
}

/** A shop that sold, was backed up, sold on, was backed up again, and was lost. */
function lostShop(fresh: () => Place) {
  const shelf = temporaryDirectory();
  const [journal, keys] = [join(shelf, 'journal'), join(shelf, 'keys')];
  const sold: Bought[] = [];
  let ware: Ware;
  let between = '';

  beforeAll(async () => {
    const place = fresh();
    const souk = await startAt(place);
    const guest = visitor(souk.url);
    const operator = await logIn(guest, 'operator@demo.example');
    const shop = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
    ware = await stockWare(shop, 'Heather', 750, received);
    const backUp = () => command('backup', '--from', place.name, '--to', journal, '--keys-to', keys);
    sold.push(await buy(guest, { [ware.sku]: 1 }));
    between = new Date().toISOString();
    expect(await backUp()).toMatch(/has the journal until .*: \d+ batches/);
    sold.push(await buy(guest, { [ware.sku]: 2 }, { email: 'cyd@example.org' }));
    await backUp();
    await souk.kill();
  });

  return {
    between: () => between,
    ware: () => ware,
    restored: async (...args: readonly string[]): Promise<Souk> => {
      const place = fresh();
      const said = await command('restore', '--from', journal, '--keys-from', keys, '--to', place.name, ...args);
      expect(said).toContain('The journal is in order');
      return startAt(place);
    },
    /** What each buyer sees of the order. */
    orders: (guest: Visitor) =>
      Promise.all(
        sold.map(async ({ id, token = '' }) => {
          const reply = await guest.with({ 'souk-token': token }).ask<Bought>('GET', `/orders/${id}`);
          return [reply.status, reply.body.status, reply.body.shippingAddress?.name];
        }),
      ),
    expectLeft: async (guest: Visitor, units: number): Promise<void> => {
      const owner = await logIn(guest, 'bea@example.org');
      await eventually('what was sold has left the shelf, and nothing else is promised', async () => {
        const { held, available } = await owner.get<Stock>(`/inventory/${ware.sku}`);
        return held === units && available === units;
      });
    },
  };
}

type LostShop = ReturnType<typeof lostShop>;

const received = 10;
const confirmed = [200, 'confirmed', somewhere.name];

/** The flows of what was sold until then go on where they were, and it sells on. */
async function bringBackToTheMomentBetween({ between, ware, restored, orders, expectLeft }: LostShop): Promise<void> {
  const souk = await restored('--until', between());
  const guest = visitor(souk.url);
  const [first, second] = await orders(guest);
  expect([first, second?.[0]]).toEqual([confirmed, 404]);
  await expectLeft(guest, received - 1);
  await buy(guest, { [ware().sku]: 4 });
  expect(await souk.stop()).toBe(0);
}

describe('A shop in a directory', () => {
  const lost = lostShop(inFiles);

  test('has after the restore what was sold until then, its people and what is left', async () => {
    const souk = await lost.restored();
    const guest = visitor(souk.url);
    expect(await lost.orders(guest)).toEqual([confirmed, confirmed]);
    await lost.expectLeft(guest, received - 3);
    expect(await souk.stop()).toBe(0);
  });

  test('is brought back to a moment between two sales, and knows nothing of the later one', () =>
    bringBackToTheMomentBetween(lost));
});

describeWith('mongo')('A shop in MongoDB', () => {
  const mongo = givenMongo();
  const lost = lostShop(inMongo(() => mongo.freshUrl()));

  test('is brought back to a moment between two sales, and knows nothing of the later one', () =>
    bringBackToTheMomentBetween(lost));
});

test.each([
  ['backup', ['--to', 'x', '--keys-to', './x'], 'The keys belong into another directory'],
  ['restore', ['--from', '/nowhere', '--keys-from', 'y', '--to', 'z'], 'There is no journal in /nowhere'],
])('A %s asked for with %j is refused in words', async (name, args, words) => {
  const running = run(name, args, {});
  expect(await running.ended).toBe(1);
  expect(running.complained()).toContain(words);
});
