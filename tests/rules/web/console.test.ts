import { expect, test } from '@jest/globals';
import { consumersOf } from '../../../gateway/web/console/ops/consumers.ts';

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
