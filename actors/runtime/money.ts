/** Integer minor units (pence, cents, yen) of an ISO 4217 currency. */
export type Money = { readonly amount: number; readonly currency: string };

/** A rate in basis points: 2 000 = 20 %. */
export type BasisPoints = number;

/** The largest amount in minor units that a price or a total may have: far inside the safe integers, so sums stay exact. */
export const maxAmount = 1_000_000_000_000;

export const money = (amount: number, currency: string): Money => ({ amount, currency });

export const sum = (amounts: Iterable<number>): number => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
};

/** `amount * rate`, half away from zero: what commerce calls kaufmännisch, and what an invoice shows. */
export function share(amount: number, rate: BasisPoints): number {
  const scaled = BigInt(Math.abs(amount)) * BigInt(rate);
  const rounded = Number((scaled + 5_000n) / 10_000n);
  return amount < 0 ? -rounded : rounded;
}

/** The tax inside a price that already contains it: `amount * rate / (1 + rate)`, half away from zero. */
export function includedTax(amount: number, rate: BasisPoints): number {
  const whole = 10_000n + BigInt(rate);
  const scaled = BigInt(Math.abs(amount)) * BigInt(rate);
  const rounded = Number((scaled * 2n + whole) / (whole * 2n));
  return amount < 0 ? -rounded : rounded;
}

/** How a tenant taxes what is sold: one rate, inside its prices or on top of them. */
export type TaxRule = { readonly taxRate: BasisPoints; readonly pricesIncludeTax: boolean };

/** `total` is what a buyer pays; `subtotal` is with the tax where prices include it. Minor units. */
export type Totals = { readonly subtotal: number; readonly tax: number; readonly total: number };

export function lineTotals(line: { readonly quantity: number; readonly unitPrice: number }, rule: TaxRule): Totals {
  const subtotal = line.quantity * line.unitPrice;
  if (rule.pricesIncludeTax) return { subtotal, tax: includedTax(subtotal, rule.taxRate), total: subtotal };
  const tax = share(subtotal, rule.taxRate);
  return { subtotal, tax, total: subtotal + tax };
}

/** Taxes are rounded line by line, so a cart, its order and each vendor's part of it agree to the unit. */
export const addTotals = (all: readonly Totals[]): Totals => ({
  subtotal: sum(all.map((one) => one.subtotal)),
  tax: sum(all.map((one) => one.tax)),
  total: sum(all.map((one) => one.total)),
});

/**
 * Splits `total` in proportion to `weights` without losing a unit: the largest-remainder rule. Units left over by
 * rounding down go to the largest remainders, ties to the earlier place. Weights of only zeros are all equal.
 */
export function split(total: number, weights: readonly number[]): number[] {
  const counted = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const whole = BigInt(sum(counted));
  const shares = counted.map((weight, place) => portion(BigInt(Math.abs(total)) * BigInt(weight), whole, place));
  let left = Math.abs(total) - sum(shares.map((part) => part.floor));
  for (const part of [...shares].sort(byRemainder)) {
    if (left === 0) break;
    part.floor += 1;
    left -= 1;
  }
  return shares.map((part) => (total < 0 ? -part.floor : part.floor));
}

type Portion = { readonly place: number; readonly remainder: bigint; floor: number };

const portion = (scaled: bigint, whole: bigint, place: number): Portion => ({
  place,
  remainder: scaled % whole,
  floor: Number(scaled / whole),
});

const byRemainder = (a: Portion, b: Portion): number =>
  a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1;
