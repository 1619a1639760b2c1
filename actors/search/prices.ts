import type { PriceRange } from './contract.ts';

const mostRanges = 5;

/** The nearest number below that people would choose: 1, 2 or 5 times a power of ten. */
function round(amount: number): number {
  if (amount < 1) return 0;
  const power = 10 ** Math.floor(Math.log10(amount));
  const digit = [5, 2, 1].find((one) => one * power <= amount) ?? 1;
  return digit * power;
}

/** Where about equally many lie between: rounded bounds at each fifth, none of them twice. */
function boundsOf(sorted: readonly number[]): readonly number[] {
  const [lowest = 0] = sorted;
  const fifths = Array.from({ length: mostRanges - 1 }, (_, n) =>
    round(sorted[Math.floor((sorted.length * (n + 1)) / mostRanges)] ?? 0),
  );
  return [...new Set(fifths)].filter((bound) => bound > lowest);
}

/** Ranges of prices, cheapest first, that hold every price once and are none of them empty. */
export function priceRanges(prices: readonly number[]): readonly PriceRange[] {
  const sorted = prices.toSorted((a, b) => a - b);
  if (sorted.length === 0) return [];
  const starts = [0, ...boundsOf(sorted)];
  return starts
    .map((from, place) => {
      const to = starts[place + 1];
      const count = sorted.filter((price) => price >= from && (to === undefined || price < to)).length;
      return { from, ...(to !== undefined && { to }), count };
    })
    .filter(({ count }) => count > 0);
}
