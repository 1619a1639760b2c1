import type { Row } from '../../../actors/runtime/rows/rows.ts';
import type { Call } from '../history.ts';
import type { Remains } from './all.ts';
import { append, type Sale } from './sale.given.ts';

/** Changes the first row of a table. */
function changeRow({ rowsDisk }: Remains, table: string, change: (row: Row) => Row): void {
  const entries = rowsDisk.tables.get(table)?.entries;
  const [first] = entries?.values() ?? [];
  if (!entries || !first) throw new Error(`${table} is empty`);
  entries.set(first.key, { ...first, body: JSON.stringify(change(JSON.parse(first.body) as Row)) });
}

type Spoil = (remains: Remains, sale: Sale) => unknown;

const stockOf = ({ sku }: Sale) => `acme/stock/${sku}`;
const orderOf = ({ orderId }: Sale) => `acme/order/${orderId}`;
const portions = (quantity: number) => [{ warehouse: 'main', quantity }];

/** What is seen, by what sentence, and how the world is spoiled. */
export const spoils: readonly (readonly [string, string, Spoil])[] = [
  [
    'a byte of the past was changed',
    'journal: batch 1 of ',
    ({ journalDisk }) => {
      const [log] = journalDisk.logs.values();
      log?.batches[0]?.bytes.set([33], 1);
    },
  ],
  [
    'a batch is gone',
    'journal: batch ',
    ({ journalDisk }) =>
      void [...journalDisk.logs.values()].find(({ batches }) => batches.length > 2)?.batches.splice(1, 1),
  ],
  [
    'units stay reserved',
    'stock: acme/stock/',
    (remains, one) => {
      return append(remains, 'inventory', stockOf(one), {
        type: 'reserved',
        orderId: 'o9',
        portions: portions(1),
        available: 0,
      } as never);
    },
  ],
  [
    'more was promised than there is',
    'has promised 9 of 3 units',
    (remains, one) => {
      return append(remains, 'inventory', stockOf(one), {
        type: 'reserved',
        orderId: 'o9',
        portions: portions(9),
        available: 0,
      } as never);
    },
  ],
  [
    'units left twice',
    'units of',
    (remains, one) => {
      const { orderId } = one;
      return append(remains, 'inventory', stockOf(one), {
        type: 'committed',
        orderId,
        quantity: 2,
        available: 1,
      } as never);
    },
  ],
  [
    'an order is confirmed twice',
    'went placed, reserved, confirmed',
    (remains, one) => append(remains, 'orders', orderOf(one), { type: 'confirmed' }),
  ],
  [
    'a refund is never decided',
    'orders: the refund r9',
    (remains, one) => {
      const asked = {
        type: 'refundAsked',
        refundId: 'r9',
        amount: { amount: 1, currency: 'EUR' },
        reason: '',
        breakdown: [],
      };
      return append(remains, 'orders', orderOf(one), asked);
    },
  ],
  [
    'a cart stays frozen',
    'carts: acme/cart/',
    (remains, { cartId }) =>
      append(remains, 'carts', `acme/cart/${cartId}`, { type: 'checkedOut', orderId: 'o9' } as never),
  ],
  [
    'somebody was charged twice',
    'was charged 2 times',
    ({ provider }, { orderId }) => provider.accounts.get(`acme/${orderId}`)?.captures.add('another key'),
  ],
  [
    'the provider paid back what nobody noted',
    'the provider paid back 501',
    ({ provider }, { orderId }) =>
      provider.accounts.get(`acme/${orderId}`)?.refunds.set('r9', { amount: 1, keys: new Set(), failed: false }),
  ],
  [
    'a payment waits for ever',
    'still waits for the provider to capture',
    (remains, { orderId }) => append(remains, 'payments', `acme/payment/${orderId}`, { type: 'captureAsked' }),
  ],
  [
    'a posting does not balance',
    'ledger: capture of acme/book/',
    (remains, { orderId }) => {
      const lines = [{ account: 'tax', amount: 7 }];
      const posted = {
        type: 'posted',
        postingId: 'capture',
        kind: 'capture',
        currency: 'EUR',
        amount: 7,
        lines,
        at: 0,
      };
      return append(remains, 'ledger', `acme/book/${orderId}`, posted);
    },
  ],
  [
    'figures count a refund that the ledger does not know',
    'figures: figures have -7 of acme/',
    (remains, one) => {
      const breakdown = [{ vendorId: 'v9', payable: 7, commission: 0, tax: 0 }];
      const refunded = { type: 'refunded', refundId: 'r9', amount: { amount: 7, currency: 'EUR' }, breakdown };
      return append(remains, 'orders', orderOf(one), refunded);
    },
  ],
  [
    'a list shows what never was',
    'views: orders-of-tenant shows',
    (remains) => changeRow(remains, 'orders-of-tenant', (row) => ({ ...row, total: 1 })),
  ],
  [
    'a balance counts what is not posted',
    'ledger: the balance of acme',
    (remains) => changeRow(remains, 'balances', (row) => ({ ...row, vendorId: '', amount: 1 })),
  ],
  [
    'a row lies with another tenant',
    'tenants: orders-of-tenant keeps a row of zeta',
    (remains) => changeRow(remains, 'orders-of-tenant', (row) => ({ ...row, tenantId: 'zeta' })),
  ],
  [
    'work is left undone',
    'feed: flow-order is parked at orders.placed',
    ({ rowsDisk }) => {
      const body = JSON.stringify({ consumer: 'flow-order', event: 'orders.placed' });
      rowsDisk.tables.get('parked')?.entries.set('acme/x', { key: 'acme/x', body, fields: new Map() });
    },
  ],
  [
    'an answer is not in the journal',
    'answers: acme/stock/mug: inventory.release c1 was answered, and is not in the journal',
    ({ history }) =>
      (history.calls as unknown[]).push({
        stream: 'acme/stock/mug',
        kind: 'command',
        action: 'inventory.release',
        params: { sku: 'mug', orderId: 'o1' },
        commandId: 'c1',
        who: 'ann',
        invokedAt: 1,
        returnedAt: 2,
        outcome: { kind: 'answered', result: {}, meta: { version: 1 } },
      }),
  ],
  [
    'work was begun when its caller had gone',
    'deadlines: inventory.receive',
    ({ history }) => {
      const calls = history.calls as Call[];
      const place = calls.findIndex(({ action }) => action === 'inventory.receive');
      const { askedAt = 0, ...received } = calls[place] as Call;
      calls[place] = { ...received, askedAt: askedAt - 60_000, deadlineMs: 10 };
    },
  ],
];
