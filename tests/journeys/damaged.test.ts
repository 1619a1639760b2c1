import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ConsumerPage } from '../../actors/ops/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import { smtpServer } from '../contracts/smtp.given.ts';
import { eventually } from './eventually.ts';
import { type Bought, buy, logIn, type Person } from './market.given.ts';
import { DidNotStart, type Souk, startSouk, temporaryDirectory } from './souk-process.ts';
import { visitor } from './visitor.ts';

let directory: string;
let aside: string;
let first: Bought;

const journal = ['journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite-shm', 'snapshots.sqlite'];
const derived = ['views.db', 'search.db'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);

const shopperOf = ({ url }: Souk): Promise<Person> => logIn(visitor(url), 'shopper@demo.example');

async function buyNotebook(souk: Souk): Promise<Bought> {
  const shopper = await shopperOf(souk);
  const sku = await eventually('the notebook can be bought', async () => {
    const { items } = await shopper.get<PageOf<ListedProduct>>('/products?q=notebook&inStock=true');
    return items[0]?.variants[0]?.sku;
  });
  return buy(shopper, { [sku]: 1 });
}

/** The one sentence that the start says instead of opening. */
async function refusal(): Promise<string> {
  const problem = await startSouk({ directory }).catch((error: unknown) => error);
  if (!(problem instanceof DidNotStart)) throw new Error(`it started: ${problem}`);
  expect(problem.complained.split('\n')).toHaveLength(1);
  return problem.complained;
}

beforeAll(async () => {
  directory = temporaryDirectory();
  aside = temporaryDirectory();
  const souk = await startSouk({ directory });
  first = await buyNotebook(souk);
  await souk.stop();
});

const move = (name: string, from: string, to: string): void => renameSync(join(from, name), join(to, name));

describe('a vault that is gone', () => {
  test('is not replaced by a new one, to which everybody would be erased', async () => {
    move('vault.sqlite', directory, aside);
    const sentence = await refusal();
    expect(sentence).toContain(join(directory, 'vault.sqlite'));
    expect(sentence).toMatch(/bring back a copy/);
    expect(await refusal()).toBe(sentence);
    move('vault.sqlite', aside, directory);
    const souk = await startSouk({ directory });
    const { shippingAddress } = await (await shopperOf(souk)).get<Order>(`/orders/${first.id}`);
    expect(shippingAddress).toEqual(first.shippingAddress);
    await souk.stop();
  });
});

describe('read models that are gone', () => {
  test('are built anew, and no mail is sent again', async () => {
    const post = await smtpServer();
    const env = { SMTP_URL: post.url };
    const before = await startSouk({ env });
    const order = await buyNotebook(before);
    await eventually('the mail is sent', () => post.messages.length === 1);
    expect(await before.stop()).toBe(0);
    for (const name of derived) rmSync(join(before.directory, name), { force: true });

    const souk = await startSouk({ directory: before.directory, env });
    const ops = await logIn(visitor(souk.url), 'ops@demo.example');
    await eventually('everybody has read all there is', async () => {
      const { consumers } = await ops.get<{ consumers: readonly ConsumerPage[] }>('/ops/feed');
      return consumers.every(({ lag }) => lag === 0);
    });
    expect((await (await shopperOf(souk)).get<PageOf<Order>>('/orders')).items).toMatchObject([{ id: order.id }]);
    // What a flow has begun is done before it stops.
    expect(await souk.stop()).toBe(0);
    expect(post.messages).toHaveLength(1);
    await post.stop();
  });
});

describe('a journal that is older than what was made of it', () => {
  test('is refused, and goes on without what it lacks only when somebody says so', async () => {
    const keep = { recursive: true, filter: (path: string) => !path.endsWith('.sock') };
    cpSync(directory, aside, keep);
    const souk = await startSouk({ directory });
    const second = await buyNotebook(souk);
    await souk.stop();
    for (const name of journal) rmSync(join(directory, name), { force: true });
    cpSync(aside, directory, {
      ...keep,
      filter: (path) => path === aside || journal.some((name) => path.endsWith(name)),
    });

    const sentence = await refusal();
    expect(sentence).toContain(join(directory, 'journal.sqlite'));
    expect(sentence).toMatch(/move views.db and search.db away/);

    for (const name of derived) rmSync(join(directory, name), { force: true });
    const again = await startSouk({ directory });
    const shopper = await shopperOf(again);
    const { items } = await shopper.get<PageOf<Order>>('/orders');
    expect(items).toMatchObject([{ id: first.id, status: 'confirmed' }]);
    expect((await shopper.ask('GET', `/orders/${second.id}`)).status).toBe(404);
    await again.stop();
  });
});
