import { on, service, task } from '../registry.ts';
import { toSoukError } from '../runtime/errors.ts';
import type { PastEntry } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import { inventoryContract } from './contract.schemas.ts';
import type { AlertEvent, InventoryActions, Movement, Stock, StockEvent } from './contract.ts';
import { available, defaultWarehouse, type StockState, stock } from './stock.ts';
import { stockOfVendor } from './stock.view.ts';

const { command, read } = on(stock);

type OfVendor = InventoryActions['inventory.ofVendor']['params'];

const keyOf = ({ sku }: { sku: string }): string => sku;
const owner = (state: StockState) => (state.vendorId === undefined ? undefined : { vendorId: state.vendorId });
const nothing = () => ({});

const shown = (state: StockState, sku: string): Stock => ({
  sku,
  vendorId: state.vendorId ?? '',
  held: state.held,
  promised: state.promised,
  available: available(state),
  warehouses: [...state.shelves].map(([warehouse, shelf]) => ({
    warehouse,
    held: shelf.held,
    available: shelf.held - shelf.promised,
  })),
  ...(state.alert && { alert: state.alert }),
});

type MovedEvent = Exclude<StockEvent, AlertEvent>;

const isMove = (event: StockEvent): event is MovedEvent => event.type !== 'alertSet' && event.type !== 'ranLow';

const quantityOf = (event: MovedEvent): number => {
  if (event.type === 'reserved') return event.portions.reduce((units, portion) => units + portion.quantity, 0);
  return 'quantity' in event ? event.quantity : 0;
};

const movement = (entry: PastEntry<StockEvent>): Movement[] =>
  entry.events.filter(isMove).map((event) => ({
    version: entry.version,
    at: toIso(entry.at),
    kind: event.type,
    quantity: quantityOf(event),
    available: event.available,
    by: entry.by,
    ...('orderId' in event && { orderId: event.orderId }),
    ...('warehouse' in event && { warehouse: event.warehouse }),
    ...('reason' in event && { reason: event.reason }),
  }));

/** Between the look at the list and the look at the stock. */
function closed(thrown: unknown): undefined {
  if (toSoukError(thrown).class !== 'NotFound') throw thrown;
}

/** All of a vendor's, or those of which there are few. */
function rowsOf(tenantId: string, vendorId: string, { below, low }: Pick<OfVendor, 'below' | 'low'>) {
  const to = below === undefined ? {} : { to: below - 1 };
  if (low) return { index: 'byLow', where: [tenantId, vendorId, 1], ...to };
  return { index: below === undefined ? 'byVendor' : 'byAvailable', where: [tenantId, vendorId], ...to };
}

export const inventory = service<InventoryActions>(inventoryContract, {
  'inventory.check': task(async ({ lines }, ctx) => ({
    lines: await Promise.all(
      lines.map(async ({ sku, quantity }) => {
        const left = (await ctx.call('inventory.available', { sku })).available;
        return { sku, available: left, ok: left >= quantity };
      }),
    ),
  })),
  'inventory.receive': command({
    key: keyOf,
    owner,
    command: ({ quantity, warehouse = defaultWarehouse, reference }) => ({
      type: 'receive',
      quantity,
      warehouse,
      ...(reference && { reference }),
    }),
    answer: (state, { sku }) => shown(state, sku),
  }),
  'inventory.adjust': command({
    key: keyOf,
    owner,
    command: ({ quantity, reason, warehouse = defaultWarehouse }) => ({ type: 'adjust', quantity, reason, warehouse }),
    answer: (state, { sku }) => shown(state, sku),
  }),
  'inventory.setAlert': command({
    key: keyOf,
    owner,
    command: ({ below, mail = false }, { caller: { accountId } }) => ({
      type: 'setAlert',
      below,
      mail,
      ...(accountId !== undefined && { accountId }),
    }),
    answer: (state, { sku }) => shown(state, sku),
  }),
  'inventory.get': read({
    key: keyOf,
    owner,
    answer: (state, { sku }) => (state.vendorId === undefined ? undefined : shown(state, sku)),
  }),
  'inventory.movements': task(
    async ({ sku, limit = 20, cursor }, ctx) => {
      // Where there is no such sku the caller learns so, also when it is another tenant's.
      await ctx.call('inventory.get', { sku });
      const entries = await ctx.history(stock, sku, Number(cursor ?? 0), limit);
      const last = entries.at(-1);
      return {
        items: entries.flatMap(movement),
        ...(entries.length === limit && last && { next: String(last.version) }),
      };
    },
    { owner: async ({ sku }, ctx) => ({ vendorId: (await ctx.call('inventory.get', { sku })).vendorId }) },
  ),
  'inventory.ofVendor': task(
    async ({ id, limit = 20, cursor, ...asked }, ctx) => {
      await ctx.call('vendors.get', { id });
      const page = await ctx.find(stockOfVendor, {
        ...rowsOf(ctx.tenantId, id, asked),
        limit,
        ...(cursor && { after: cursor }),
      });
      const stocks = page.rows.map((row) => ctx.call('inventory.get', { sku: row.sku }).catch(closed));
      return {
        items: (await Promise.all(stocks)).filter((found) => found !== undefined),
        ...(page.next && { next: page.next }),
      };
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'inventory.available': read({
    key: keyOf,
    answer: (state, { sku }) => ({ sku, available: available(state) }),
  }),
  'inventory.open': command({
    key: keyOf,
    command: ({ sku: _, ...open }) => ({ type: 'open', ...open }),
    answer: nothing,
  }),
  'inventory.close': command({ key: keyOf, command: ({ proposal }) => ({ type: 'close', proposal }), answer: nothing }),
  'inventory.reserve': command({
    key: keyOf,
    command: ({ orderId, quantity }) => ({ type: 'reserve', orderId, quantity }),
    answer: (state, { orderId }) => ({ portions: state.promises.get(orderId) ?? [] }),
  }),
  'inventory.release': command({
    key: keyOf,
    command: ({ orderId }) => ({ type: 'release', orderId }),
    answer: nothing,
  }),
  'inventory.commit': command({
    key: keyOf,
    command: ({ orderId }) => ({ type: 'commit', orderId }),
    answer: nothing,
  }),
  'inventory.restock': command({
    key: keyOf,
    command: ({ orderId, quantity }) => ({ type: 'restock', orderId, quantity }),
    answer: nothing,
  }),
});
