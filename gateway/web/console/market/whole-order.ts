import type { ResultOf } from '../../../../actors/registry.ts';

/** An order as the operator sees it, by itself and in a list. */
export type OrderInFull = ResultOf<'orders.get'>;
export type OrderSummary = ResultOf<'orders.list'>['items'][number];
