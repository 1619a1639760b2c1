import { hash } from 'node:crypto';

/** Everything that a run draws. The same words draw the same, wherever and whenever. */
export type Chance = {
  /** From 0 to below 1. */
  share(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  is(share: number): boolean;
  pick<One>(of: readonly One[]): One;
  /** A key of `weights`, as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  shuffled<One>(of: readonly One[]): One[];
};

export function chanceOf(...words: readonly (string | number)[]): Chance {
  const share = sharesOf(hash('sha256', words.join(' '), 'buffer'));
  const between = (least: number, most: number): number => least + Math.floor(share() * (most - least + 1));
  const pick = <One>(of: readonly One[]): One => {
    if (of.length === 0) throw new Error('there is nothing to pick from');
    return of[between(0, of.length - 1)] as One;
  };
  return {
    share,
    between,
    pick,
    is: (wanted) => share() < wanted,
    weighted: (weights) => weightedBy(weights, share()),
    shuffled: (of) =>
      of
        .map((one) => [share(), one] as const)
        .sort(([one], [other]) => one - other)
        .map(([, one]) => one),
  };
}

function weightedBy<Name extends string>(weights: Readonly<Record<Name, number>>, share: number): Name {
  const entries = Object.entries(weights) as [Name, number][];
  let left = share * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries[0]?.[0] as Name;
}

/** Chris Doty-Humphrey's small fast counting generator, sfc32. */
function sharesOf(seed: Buffer): () => number {
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.readUInt32LE(at)) as [number, number, number, number];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
}
