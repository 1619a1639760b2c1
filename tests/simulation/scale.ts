import { type Dice, diceOf } from './world/dice.ts';

/** How much of everything there is, at random; `past` and `twoMarkets` are chances. */
export type Scale = Readonly<
  Record<
    'nodes' | 'partitions' | 'shoppers' | 'vendors' | 'carts' | 'lines' | 'rounds' | 'looks' | 'stormMs',
    readonly number[]
  >
> & { readonly past: number; readonly twoMarkets: number };

/** Nearly all worlds: a hundred of them show more than ten large ones, and each is read to its end in a minute. */
const small: Scale = {
  nodes: [1, 1, 1, 1, 2, 2, 3],
  partitions: [1, 1, 1, 1, 1, 2],
  shoppers: [1, 1, 2],
  vendors: [1, 1, 1, 2],
  carts: [1, 1, 1, 2],
  lines: [1, 1, 2],
  rounds: [0, 0, 1, 2, 3],
  looks: [0, 0, 0, 5],
  stormMs: [1_000, 1_000, 2_000, 4_000],
  past: 0.05,
  twoMarkets: 0.08,
};

const large: Scale = {
  nodes: [1, 2, 2, 3, 3, 4, 5],
  partitions: [1, 1, 2, 3],
  shoppers: [1, 2, 3, 4],
  vendors: [1, 2],
  carts: [1, 2],
  lines: [1, 2, 3],
  rounds: [2, 3, 4, 5, 6, 7, 8],
  looks: [0, 0, 10, 40],
  stormMs: [2_000, 6_000, 15_000],
  past: 0.15,
  twoMarkets: 0.3,
};

const isScaleLarge = (dice: Dice): boolean => dice.fork('scale').happens(0.03);

/** Whether much goes on in the world of a seed. */
export const isLarge = (seed: number): boolean => isScaleLarge(diceOf(seed));

export const scaleOf = (dice: Dice): Scale => (isScaleLarge(dice) ? large : small);
