/** What is added up of `minutes`. */
export const minuteSums = `sum(minutes.orders) AS orders,
  sum(minutes.units) AS units,
  sum(minutes.gross) AS gross,
  sum(minutes.tax) AS tax,
  sum(minutes.commission) AS commission,
  sum(minutes.refunds) AS refunds,
  sum(minutes.refunded_tax) AS refundedTax,
  sum(minutes.refunded_commission) AS refundedCommission`;

/** The same of `shares`: a part of an order, or of what was paid back of it, each. */
export const shareSums = `uniqExactIf(order_id, kind = 'sale') AS orders,
  sumIf(shares.units, kind = 'sale') AS units,
  sumIf(shares.payable + shares.commission + shares.tax, kind = 'sale') AS gross,
  sumIf(shares.tax, kind = 'sale') AS tax,
  sumIf(shares.commission, kind = 'sale') AS commission,
  sumIf(shares.payable + shares.commission + shares.tax, kind = 'refund') AS refunds,
  sumIf(shares.tax, kind = 'refund') AS refundedTax,
  sumIf(shares.commission, kind = 'refund') AS refundedCommission`;

/** What says which lines a cart has, and what became of it. */
export const isOfCart = `type IN (
  'carts.created', 'carts.lineSet', 'carts.lineRemoved', 'carts.linesTaken', 'carts.linesGiven',
  'carts.checkedOut', 'carts.thawed', 'carts.closed', 'carts.expired'
)`;

/**
 * Of `events` with the lines that one cart took from another, by cart and `line`: what it cost when it was set, what came to
 * it since, and the last that was heard of the cart there.
 */
export const cartLines = `id,
  if(type = 'carts.linesTaken', taken_sku, sku) AS line,
  max(events.currency) AS money,
  argMaxIf(events.amount, version, type IN ('carts.lineSet', 'carts.lineRemoved')) AS held,
  maxIf(version, type IN ('carts.lineSet', 'carts.lineRemoved')) AS setAt,
  groupArrayIf((version, taken_amount), type = 'carts.linesTaken') AS taken,
  argMax(type, version) AS latest,
  max(version) AS newest`;

/** Of `lines`: what was set, and what was taken since. */
export const cartWorth = `sum(lines.held + arraySum(one -> if(one.1 > lines.setAt, one.2, 0), lines.taken))`;
