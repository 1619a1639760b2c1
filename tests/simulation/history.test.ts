import { expect, test } from '@jest/globals';
import { History } from './history.ts';

const reserve = {
  stream: 'acme/stock/mug-1',
  kind: 'command',
  action: 'inventory.reserve',
  params: { sku: 'mug-1', orderId: 'o1', quantity: 2 },
  commandId: 'c1',
  who: 'node 1',
} as const;

test('The history tells of each call when it was made, when it was answered, and of one that nobody answered that it is unknown', () => {
  let step = 3;
  const history = new History(() => step);
  const told = history.begin(reserve);
  history.begin({ ...reserve, commandId: 'c2', stream: 'acme/stock/cup-1' });
  step = 9;
  told({ kind: 'refused', code: 'OUT_OF_STOCK', details: { available: 1 } });
  step = 11;
  told({ kind: 'unknown', code: 'DEADLINE_PASSED' });
  expect(history.calls.map(({ invokedAt, returnedAt, outcome }) => [invokedAt, returnedAt, outcome.kind])).toEqual([
    [3, 9, 'refused'],
    [3, undefined, 'unknown'],
  ]);
  expect([...history.byStream().keys()]).toEqual(['acme/stock/mug-1', 'acme/stock/cup-1']);
});
