import { beforeAll, expect, test } from '@jest/globals';
import type { OrderStatus } from '../../actors/orders/contract.ts';
import type { OrderSummary } from '../../actors/orders/order.schemas.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from './eventually.ts';
import { logIn, type Person } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { visitor } from './visitor.ts';
import { type Block, blocksOf, pageText, sectionOf, type Walked, walk } from './walks.given.ts';

/** A walk is many commands, each a process of its own; a month of trade is many orders. */
const walkMs = 660_000;

const readme = blocksOf(sectionOf(pageText('README.md'), 'The first sale'));
const [sale, month] = [readme.slice(0, 1), readme.slice(1)];

/** Blocks of a page that are marked with this word. */
const marked = (page: string, word: string): readonly Block[] =>
  blocksOf(pageText(page)).filter(({ words }) => words.includes(word));

/** One Souk for all pages, as somebody has it who reads one after the other. */
let souk: Souk;
let operator: Person;
const known = new Set<string>();

beforeAll(async () => {
  souk = await startSouk();
  operator = await logIn(visitor(souk.url), 'operator@demo.example');
});

function expectAsPrinted({ code, failures, printed }: Walked): void {
  const tail = printed.slice(-2_000);
  expect({ code, failures, tail }).toEqual({ code: 0, failures: '', tail });
}

/** The orders that a walk has left, once they have come to this. */
async function expectOrders(...statuses: readonly OrderStatus[]): Promise<void> {
  const wanted = [...statuses].sort().join();
  await eventually(`the orders are ${wanted}`, async () => {
    const { items } = await operator.get<PageOf<OrderSummary>>('/orders?limit=100');
    const left = items.filter(({ id }) => !known.has(id));
    if (
      left
        .map(({ status }) => status)
        .sort()
        .join() !== wanted
    )
      return undefined;
    for (const { id } of left) known.add(id);
    return left;
  });
}

test.each([
  ['docs/shopper.md', ['walk']],
  ['docs/vendor.md', ['walk']],
  ['docs/operator.md', ['walk', 'production', 'stopped']],
])('every command of %s is run here', (page, words) => {
  const blocks = blocksOf(pageText(page));
  expect(blocks.length).toBeGreaterThan(5);
  for (const block of blocks) expect(block.words.filter((word) => words.includes(word))).toHaveLength(1);
});

test(
  'the README leads from an open shop to an order that is shipped',
  async () => {
    expectAsPrinted(await walk(souk, sale));
    await expectOrders('shipped');
  },
  walkMs,
);

test(
  "a shopper's first hour goes as it is printed",
  async () => {
    const walked = await walk(souk, marked('docs/shopper.md', 'walk'));
    expectAsPrinted(walked);
    expect(walked.printed).toContain('slate mugs: 0');
    await expectOrders('cancelled', 'confirmed', 'confirmed', 'confirmed', 'cancelled');
  },
  walkMs,
);

test(
  "a vendor's first hour goes as it is printed",
  async () => {
    expectAsPrinted(await walk(souk, marked('docs/vendor.md', 'walk')));
    await expectOrders('delivered', 'confirmed');
  },
  walkMs,
);

test(
  "an operator's first hour goes as it is printed",
  async () => {
    const walked = await walk(souk, marked('docs/operator.md', 'walk'));
    expectAsPrinted(walked);
    expect(walked.printed).toMatch(/The journal is in order: \d+ batches\./);
    await expectOrders('confirmed');
  },
  walkMs,
);

test(
  'a backup of what was stopped can be restored',
  async () => {
    expect(await souk.stop()).toBe(0);
    const walked = await walk(souk, marked('docs/operator.md', 'stopped'));
    expectAsPrinted(walked);
    expect(walked.printed).toMatch(/The journal is in order: \d+ batches\./);
  },
  walkMs,
);

test(
  'a Souk in production begins with the operator whom a command makes',
  async () => {
    const [, line = ''] = /^((?:[A-Z_]+=\S+ )+)npm start$/m.exec(pageText('docs/operator.md')) ?? [];
    const { DATA_DIR: _, ...env } = Object.fromEntries(line.split(' ').map((set) => set.split('=')));
    expect(env).toMatchObject({ NODE_ENV: 'production' });
    expectAsPrinted(await walk(await startSouk({ env }), marked('docs/operator.md', 'production')));
  },
  walkMs,
);

test(
  'the README replays a month of trade that is equal in every line',
  async () => {
    const walked = await walk(await startSouk(), month);
    expectAsPrinted(walked);
    expect(walked.printed).toContain('Every line is equal.');
  },
  walkMs,
);
