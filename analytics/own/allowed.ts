import type { Dimension, Measure, Subject } from '../../actors/analytics/contract.ts';

/** The SQL of every name that may stand in a question, and nothing else. */
type Allowed = {
  /** One of the views that bind the scope. */
  readonly from: string;
  readonly at: string;
  readonly hasMoney: boolean;
  readonly measures: Readonly<Partial<Record<Measure, string>>>;
};

const paid = 'facts.payable + facts.commission + facts.tax';
const sale = "facts.kind = 'sale'";
const refund = "facts.kind = 'refund'";

export const allowed: Readonly<Record<Subject, Allowed>> = {
  sales: {
    from: 'sales_of',
    at: 'facts.happened',
    hasMoney: true,
    measures: {
      orders: `uniqExactIf(facts.order_id, ${sale})`,
      units: `sumIf(facts.units, ${sale})`,
      gross: `sumIf(${paid}, ${sale})`,
      tax: `sumIf(facts.tax, ${sale}) - sumIf(facts.tax, ${refund})`,
      commission: `sumIf(facts.commission, ${sale}) - sumIf(facts.commission, ${refund})`,
      refunds: `sumIf(${paid}, ${refund})`,
      net: `sumIf(${paid} - facts.tax, ${sale}) - sumIf(${paid} - facts.tax, ${refund})`,
      customers: `uniqExactIf(facts.customer, ${sale} AND facts.customer != '')`,
    },
  },
  lines: {
    from: 'sold_of',
    at: 'facts.happened',
    hasMoney: true,
    measures: {
      orders: 'uniqExact(facts.order_id)',
      units: 'sum(facts.quantity)',
      gross: 'sum(facts.amount)',
      tax: 'sum(facts.tax)',
      customers: "uniqExactIf(facts.customer, facts.customer != '')",
    },
  },
  visits: {
    from: 'visits_of',
    at: 'facts.at',
    hasMoney: false,
    measures: {
      visits: 'sum(facts.weight)',
      sessions: 'uniqExact(facts.session)',
      visitors: "uniqExactIf(facts.visitor, facts.visitor != '')",
    },
  },
};

/** Names of columns, and as what they are answered. */
export const columns: Readonly<Record<Exclude<Dimension, 'time'>, { readonly column: string; readonly as: string }>> = {
  vendor: { column: 'facts.vendor', as: 'vendorId' },
  product: { column: 'facts.product', as: 'productId' },
  sku: { column: 'facts.sku', as: 'sku' },
  country: { column: 'facts.country', as: 'country' },
  type: { column: 'facts.type', as: 'type' },
  source: { column: 'facts.source', as: 'source' },
  device: { column: 'facts.device', as: 'device' },
  query: { column: 'facts.query', as: 'query' },
  step: { column: 'facts.step', as: 'step' },
};
