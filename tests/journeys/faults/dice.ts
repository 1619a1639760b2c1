/** Choices that one number decides. Real processes interleave as they like: a seed brings back the fault, not the run. */
export type Dice = {
  /** From `least` to `most`, both possible. */
  whole(least: number, most: number): number;
  chance(share: number): boolean;
  oneOf<Item>(items: readonly Item[]): Item;
};

/** mulberry32: 32 bits of state, each step a mix of shifts and products. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    chance: (share) => next() < share,
    oneOf: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
  };
}
