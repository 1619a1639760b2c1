import type { Stock } from '../../../../actors/inventory/contract.ts';

/** Of what nobody has set an alert for. A test holds it equal to the stock's own. */
export const usualBelow = 5;

export const belowOf = ({ alert }: Pick<Stock, 'alert'>): number => alert?.below ?? usualBelow;

export const isLow = (stock: Pick<Stock, 'alert' | 'available'>): boolean => stock.available < belowOf(stock);

/** What was not low when somebody looked last; nothing at the first look, and nothing of what never came in. */
export const newlyLow = <One extends Pick<Stock, 'sku' | 'warehouses'>>(
  known: ReadonlySet<string> | undefined,
  low: readonly One[],
): readonly One[] =>
  known === undefined ? [] : low.filter(({ sku, warehouses }) => !known.has(sku) && warehouses.length > 0);
