import { addTotals, lineTotals, type Totals } from '../runtime/money.ts';
import type { CartEvent, CartLine, CartTerms, Fresh, LineOffer } from './contract.ts';

type Offer = Fresh['offers'][number];
export type Repriced = Extract<CartEvent, { readonly type: 'repriced' }>;
export type Retaxed = Extract<CartEvent, { readonly type: 'retaxed' }>;
export type PriceChange = Repriced | Retaxed;

export const maxQuantity = 1_000_000;

/** What prices and taxes depend on, of a cart in its actor as of one that is shown. */
export type Priced = CartTerms & { readonly lines: readonly CartLine[] };

/** Nothing is paid for what is gone: it has to leave before checkout. */
export const totalsOf = (cart: Priced): Totals =>
  addTotals(cart.lines.filter(({ gone }) => !gone).map((line) => lineTotals(line, cart)));

/** What a line keeps of an offer; undefined: it cannot be bought in this currency. */
export function lineOffer(offer: Offer, currency: string): LineOffer | undefined {
  const { sku, productId, vendorId, title, options, vendorSku, stocked, prices, onSale } = offer;
  const unitPrice = prices[currency];
  if (!onSale || unitPrice === undefined) return undefined;
  return { sku, productId, vendorId, title, options, vendorSku, stocked, unitPrice };
}

const sameOptions = (a: LineOffer['options'], b: LineOffer['options']): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};

export const sameOffer = (a: LineOffer, b: LineOffer): boolean =>
  a.unitPrice === b.unitPrice &&
  a.stocked === b.stocked &&
  a.title === b.title &&
  a.vendorSku === b.vendorSku &&
  sameOptions(a.options, b.options);

function repriced(line: CartLine, offer: Offer | undefined, currency: string): Repriced[] {
  const now = offer && lineOffer(offer, currency);
  if (!now) return line.gone ? [] : [{ type: 'repriced', sku: line.sku }];
  return !line.gone && sameOffer(line, now) ? [] : [{ type: 'repriced', sku: line.sku, offer: now }];
}

/** What has changed since the cart last saw it. A line that was set meanwhile was not looked up: it is fresh already. */
export function changesOf(cart: Priced, { terms, skus, offers }: Fresh): readonly PriceChange[] {
  const found = new Map(offers.map((offer) => [offer.sku, offer]));
  const lookedUp = new Set(skus);
  return [
    ...(terms ? retaxed(cart, terms) : []),
    ...cart.lines
      .filter(({ sku }) => lookedUp.has(sku))
      .flatMap((line) => repriced(line, found.get(line.sku), cart.currency)),
  ];
}

function retaxed(cart: Priced, { taxRate, pricesIncludeTax }: CartTerms): Retaxed[] {
  const isSame = taxRate === cart.taxRate && pricesIncludeTax === cart.pricesIncludeTax;
  return isSame ? [] : [{ type: 'retaxed', taxRate, pricesIncludeTax }];
}

/** The line with the offer of now: a price that came back to what it was has not changed. */
function withOffer(line: CartLine, offer: LineOffer | undefined): CartLine {
  if (!offer) return { ...line, gone: true };
  const { previousPrice = line.unitPrice, quantity } = line;
  return { ...offer, quantity, ...(previousPrice !== offer.unitPrice && { previousPrice }) };
}

/** The cart after one change; what it was is left as it is. */
export function withChange<Any extends Priced>(cart: Any, change: PriceChange): Any {
  if (change.type === 'retaxed') {
    const { taxRate, pricesIncludeTax } = change;
    return { ...cart, taxRate, pricesIncludeTax };
  }
  return { ...cart, lines: cart.lines.map((line) => (line.sku === change.sku ? withOffer(line, change.offer) : line)) };
}

export const withLine = (cart: Priced, line: CartLine): readonly CartLine[] =>
  cart.lines.some(({ sku }) => sku === line.sku)
    ? cart.lines.map((old) => (old.sku === line.sku ? line : old))
    : [...cart.lines, line];

/** What stands in both is added up, within the bound of a line. */
export function merged(lines: readonly CartLine[], taken: readonly CartLine[]): readonly CartLine[] {
  const bySku = new Map(lines.map((line) => [line.sku, line]));
  for (const line of taken) {
    const own = bySku.get(line.sku);
    const quantity = Math.min(line.quantity + (own?.quantity ?? 0), maxQuantity);
    bySku.set(line.sku, { ...(own ?? line), quantity });
  }
  return [...bySku.values()];
}
