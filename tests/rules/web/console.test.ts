import { expect, test } from '@jest/globals';
import { basisPointsOf, changeOf, marketFormOf } from '../../../gateway/web/console/market/market-form.ts';
import { consumersOf } from '../../../gateway/web/console/ops/consumers.ts';
import { flagRows } from '../../../gateway/web/console/ops/flags.ts';

const page = (consumer: string, partition: string, handled: number, head: number) => ({
  ...{ consumer, partition, handled, head },
  lag: head - handled,
});

test('a reader is shown over all its partitions, whoever is furthest behind first', () => {
  const pages = [
    page('balances', 'ledger/00', 4, 4),
    { ...page('product-index', 'catalog/00', 1, 9), problem: 'the index is away' },
    page('balances', 'ledger/01', 3, 4),
    page('account-list', 'customers/00', 2, 2),
  ];
  expect(consumersOf(pages)).toEqual([
    { consumer: 'product-index', handled: 1, lag: 8, problem: 'the index is away' },
    { consumer: 'balances', handled: 7, lag: 1 },
    { consumer: 'account-list', handled: 2, lag: 0 },
  ]);
});

test('a flag is told once, with the nodes that have it and those that do not', () => {
  const nodes = [
    {
      node: 'a',
      flags: [
        { name: 'tracing', on: true, detail: '10 %' },
        { name: 'web', on: true },
      ],
    },
    {
      node: 'b',
      flags: [
        { name: 'tracing', on: true, detail: '10 %' },
        { name: 'web', on: false },
      ],
    },
  ] as const;
  expect(flagRows(nodes)).toEqual([
    { name: 'tracing', on: ['a', 'b'], off: [], details: ['10 %'] },
    { name: 'web', on: ['a'], off: ['b'], details: [] },
  ]);
});

test('rates are typed in percent, and kept in basis points', () => {
  expect(['7', '7.5', '7,25', '0', '100'].map(basisPointsOf)).toEqual([700, 750, 725, 0, 10_000]);
  for (const wrong of ['', 'x', '-1', '100.01', '7.255']) expect(basisPointsOf(wrong)).toBeUndefined();
  const tenant = {
    ...{ id: 'acme', name: 'Acme', currency: 'EUR', locale: 'de-DE', taxRate: 1_925, pricesIncludeTax: true },
    ...{ commissionRate: 1_000, plan: 'standard', status: 'active' as const, createdAt: '' },
    limits: { vendors: 1, products: 1, requestsPerMinute: 1 },
  };
  const form = marketFormOf(tenant);
  expect(form).toMatchObject({ taxPercent: '19.25', commissionPercent: '10' });
  expect(changeOf({ ...form, name: ' Acme ' })).toEqual({
    name: 'Acme',
    locale: 'de-DE',
    taxRate: 1_925,
    commissionRate: 1_000,
  });
});
