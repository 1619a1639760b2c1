import { type Answer, withFields } from '../answer.ts';

type Coding = 'br' | 'gzip';

/** An answer, and the same compressed. */
export type Coded = { readonly plain: Answer; readonly coded: readonly (readonly [Coding, Answer])[] };

export const codedAs = (coding: Coding, answer: Answer): readonly [Coding, Answer] => [
  coding,
  withFields(answer, { 'Content-Encoding': coding }),
];

/** The first coding that the browser takes: `br;q=0` says that it does not. */
export function fitting({ plain, coded }: Coded, accepted = ''): Answer {
  const taken = accepted.split(',').map((one) => one.trim().toLowerCase());
  const found = coded.find(([coding]) => taken.some((one) => one === coding || isWeighed(one, coding)));
  return found?.[1] ?? plain;
}

const isWeighed = (one: string, coding: Coding): boolean =>
  one.startsWith(`${coding};`) && !/;\s*q=0(\.0*)?$/.test(one);
