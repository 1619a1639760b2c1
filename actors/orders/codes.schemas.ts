import type { Contract } from '../runtime/contract.ts';
import type { OrdersActions } from './contract.ts';

/** Refusals of the order itself, and the reasons for which a checkout came to nothing. */
export const codes: Contract<OrdersActions>['codes'] = {
  UNKNOWN_ORDER: ['NotFound', 'There is no such order.'],
  ORDER_REFUSED: 'The order could not be placed; the details say why.',
  ORDER_DIFFERS: 'Another order was placed under this id.',
  NOT_PLACED_YET: ['Unavailable', 'The order is still being placed; ask again with the same Idempotency-Key.'],
  TENANT_SUSPENDED: 'The marketplace takes no orders now.',
  CURRENCY_DIFFERS: 'The amount is in another currency than the marketplace or the order.',
  VENDOR_NOT_SELLING: 'The vendor of a line is not selling now; take the line out.',
  TOO_MANY_VENDORS: 'One order may be shared by at most 100 vendors; split it.',
  QUANTITY_TOO_HIGH: 'One order may take at most 1 000 000 units of a sku.',
  TOTAL_TOO_HIGH: 'The total is above the highest amount; split the order.',
  PRICE_CHANGED: 'The total is not the one you saw; look at it and confirm again.',
  ORDER_CANCELLED: 'The order was cancelled.',
  ORDER_CONFIRMED: 'The order was confirmed before; now its parts can be cancelled.',
  NOT_RESERVED: 'The stock of the order is not held yet.',
  NOT_YET_CONFIRMED: 'The order is not confirmed yet; wait, or cancel it whole.',
  UNKNOWN_PART: ['NotFound', 'The vendor has no part in this order.'],
  ALREADY_SHIPPED: 'What was asked for has been shipped, or its shipping has begun.',
  TOO_MANY_REFUNDS: 'The order has as many refunds as it may have.',
  REFUND_TOO_HIGH: 'More than what is left to refund; the details say how much that is.',
  OUT_OF_STOCK: 'Fewer units are available than were asked for.',
  UNKNOWN_SKU: 'No such sku has been opened.',
  PAYMENT_DECLINED: 'The payment was declined; try another means of payment.',
  PAYMENT_FAILED: 'The payment failed; nothing was taken, or it is given back.',
  PAYMENT_TIMEOUT: 'The payment did not answer in time; nothing is taken, or it is given back.',
  CANCELLED_BY_SHOPPER: 'The shopper cancelled the order.',
  CANCELLED_BY_OPERATOR: 'The operator cancelled the order.',
  CANCELLED_BY_VENDOR: 'The vendor cancelled this part of the order.',
};
