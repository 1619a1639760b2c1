import type { Cart, CartLine } from '../../../../actors/carts/contract.ts';

/** Why a line is not as it was, or cannot be bought as it is. */
export type LineTrouble =
  | { readonly what: 'gone' }
  | { readonly what: 'soldOut' }
  | { readonly what: 'tooMany'; readonly left: number }
  | { readonly what: 'dearer' | 'cheaper'; readonly before: number };

/** `left`: what could be bought now; undefined where nobody knows, or it is a service. What hinders goes first. */
export function troubleOf(
  { gone, quantity, unitPrice, previousPrice }: CartLine,
  left?: number,
): LineTrouble | undefined {
  if (gone) return { what: 'gone' };
  if (left === 0) return { what: 'soldOut' };
  if (left !== undefined && left < quantity) return { what: 'tooMany', left };
  if (previousPrice === undefined || previousPrice === unitPrice) return undefined;
  return { what: unitPrice > previousPrice ? 'dearer' : 'cheaper', before: previousPrice };
}

export const hinders = (trouble: LineTrouble | undefined): boolean =>
  trouble !== undefined && trouble.what !== 'dearer' && trouble.what !== 'cheaper';

export type VendorLines = { readonly vendorId: string; readonly lines: readonly CartLine[] };

/** A cart by the shops that its lines come from, in the order they were added. */
export function byVendor(lines: readonly CartLine[]): readonly VendorLines[] {
  const groups = new Map<string, CartLine[]>();
  for (const line of lines) groups.set(line.vendorId, [...(groups.get(line.vendorId) ?? []), line]);
  return [...groups].map(([vendorId, of]) => ({ vendorId, lines: of }));
}

export const unitsOf = ({ lines }: Pick<Cart, 'lines'>): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** The cart as it will be, until Souk says how it is. Tax and total wait for Souk where prices do not contain the tax. */
export function withQuantity(cart: Cart, sku: string, quantity: number): Cart {
  const lines = cart.lines
    .map((line) => (line.sku === sku ? { ...line, quantity } : line))
    .filter((line) => line.quantity > 0);
  const subtotal = { ...cart.subtotal, amount: lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0) };
  return { ...cart, lines, subtotal, ...(cart.pricesIncludeTax && { total: subtotal }) };
}
