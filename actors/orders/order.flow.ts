import { flow } from '../registry.ts';
import type { AskRefusal } from '../runtime/flow.ts';
import type { CancelReason, LineRefusal, OrderLine } from './contract.ts';

/** The life of an order. A row runs where its event was committed; a payment's id is its order's. */
export const orderFlow = flow({
  name: 'order',
  from: 'start',
  rows: {
    'orders.placed': {
      ask: {
        'inventory.reserve': ({ needs }, { id }) => needs.map((need) => ({ ...need, orderId: id })),
        'orders.number': ({ number }, { id }) => (number === undefined ? [{ orderId: id }] : []),
      },
      answered: { 'orders.noteReserved': (_event, { id }, heard) => ({ id, ...heard('orders.number')[0] }) },
      refused: {
        'orders.cancel': (_event, { id }, refusals) => ({
          id,
          reason: stockReason(refusals),
          refusals: refusals.map(lineRefusal),
        }),
      },
    },
    'orders.reserved': {
      ask: {
        'payments.authorise': ({ total, payment, breakdown }, { id }) => [{ id, amount: total, payment, breakdown }],
      },
      refused: { 'orders.cancel': (_event, { id }) => ({ id, reason: 'PAYMENT_FAILED' }) },
    },
    'payments.authorised': {
      ask: { 'payments.capture': (_event, { id }) => [{ id }] },
      refused: { 'orders.cancel': (_event, { id }) => ({ id, reason: 'PAYMENT_FAILED' }) },
    },
    'payments.captured': {
      ask: {
        'ledger.post': ({ amount, breakdown }, { id }) => [
          { orderId: id, postingId: 'capture', kind: 'capture', amount, breakdown },
        ],
      },
      answered: { 'orders.confirm': (_event, { id }) => ({ id }) },
    },
    'payments.declined': {
      answered: { 'orders.cancel': (_event, { id }) => ({ id, reason: 'PAYMENT_DECLINED' }) },
    },
    'payments.failed': {
      answered: { 'orders.cancel': (_event, { id }) => ({ id, reason: 'PAYMENT_FAILED' }) },
    },
    'orders.confirmed': {
      ask: {
        'inventory.commit': ({ needs }, { id }) => needs.map(({ sku }) => ({ sku, orderId: id })),
        'fulfilments.open': ({ number, person, email, shippingAddress, parts, lines }, { id }) =>
          parts.map(({ fulfilmentId, vendorId }) => ({
            id: fulfilmentId,
            orderId: id,
            orderNumber: number,
            vendorId,
            person,
            email,
            shippingAddress,
            lines: unitsToShip(lines.filter((line) => line.vendorId === vendorId)),
          })),
      },
    },
    'orders.cancelled': {
      undo: true,
      ask: {
        'inventory.release': ({ needs }, { id }) => needs.map(({ sku }) => ({ sku, orderId: id })),
        'payments.void': ({ paymentAsked }, { id }) => (paymentAsked ? [{ id }] : []),
      },
    },
    'orders.partCancelAsked': {
      ask: { 'fulfilments.cancel': ({ fulfilmentId }) => [{ id: fulfilmentId }] },
      answered: { 'orders.notePartCancelled': ({ vendorId }, { id }) => ({ id, vendorId }) },
      refused: { 'orders.notePartKept': ({ vendorId }, { id }) => ({ id, vendorId }) },
    },
    'orders.partCancelled': {
      ask: {
        'inventory.restock': ({ needs }, { id }) => needs.map((need) => ({ ...need, orderId: id })),
        'payments.refund': ({ refundId, amount, breakdown }, { id }) =>
          amount.amount > 0 ? [{ id, refundId, amount, breakdown }] : [],
      },
    },
    'orders.refundAsked': {
      ask: {
        'payments.refund': ({ refundId, amount, breakdown }, { id }) => [{ id, refundId, amount, breakdown }],
      },
      refused: { 'orders.noteRefundRefused': ({ refundId }, { id }) => ({ id, refundId }) },
    },
    'payments.refunded': {
      ask: {
        'ledger.post': ({ refundId, amount, breakdown }, { id }) => [
          { orderId: id, postingId: refundId, kind: 'refund', amount, breakdown },
        ],
      },
      answered: {
        'orders.noteRefunded': ({ refundId, breakdown }, { id }) => ({ id, refundId, breakdown }),
      },
    },
    'payments.refundFailed': {
      answered: { 'orders.noteRefundRefused': ({ refundId }, { id }) => ({ id, refundId }) },
    },
    'fulfilments.shipped': {
      ask: { 'orders.notePartShipped': ({ all, orderId, vendorId }) => (all ? [{ id: orderId, vendorId }] : []) },
    },
    'fulfilments.delivered': {
      ask: { 'orders.notePartDelivered': ({ all, orderId, vendorId }) => (all ? [{ id: orderId, vendorId }] : []) },
    },
  },
});

/** The order tells of the first line that could not be kept. */
const stockReason = (refusals: readonly AskRefusal[]): CancelReason =>
  refusals[0]?.code === 'UNKNOWN_SKU' ? 'UNKNOWN_SKU' : 'OUT_OF_STOCK';

const lineRefusal = ({ params, code, details }: AskRefusal): LineRefusal => ({
  ...(typeof params.sku === 'string' && { sku: params.sku }),
  code,
  details,
});

/** A sku that stands on several lines is one to ship. */
const unitsToShip = (lines: readonly OrderLine[]) =>
  [...Map.groupBy(lines, (line) => line.sku)].map(([sku, [first, ...others]]) => ({
    sku,
    title: first?.title ?? sku,
    vendorSku: first?.vendorSku ?? '',
    quantity: others.reduce((units, line) => units + line.quantity, first?.quantity ?? 0),
  }));
