import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Answer, withFields } from '../answer.ts';

const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

/** An answer, and the same compressed. */
export type Coded = { readonly plain: Answer; readonly coded: readonly (readonly [Coding, Answer])[] };

export const codedAs = (coding: Coding, answer: Answer): readonly [Coding, Answer] => [
  coding,
  withFields(answer, { 'Content-Encoding': coding }),
];

/** The first of them that the browser takes: `br;q=0` says that it does not. */
function takenOf<Offered extends Coding>(offered: readonly Offered[], accepted: string): Offered | undefined {
  const taken = accepted.split(',').map((one) => one.trim().toLowerCase());
  return offered.find((coding) => taken.some((one) => one === coding || isWeighed(one, coding)));
}

const isWeighed = (one: string, coding: Coding): boolean =>
  one.startsWith(`${coding};`) && !/;\s*q=0(\.0*)?$/.test(one);

export function fitting({ plain, coded }: Coded, accepted = ''): Answer {
  const coding = takenOf(
    coded.map(([one]) => one),
    accepted,
  );
  return coded.find(([one]) => one === coding)?.[1] ?? plain;
}

/** For what is made for one answer: a fraction of a millisecond, and most of what there is to be won. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const compress: Readonly<Record<Coding, (bytes: Buffer) => Buffer>> = {
  br: (bytes) => brotliCompressSync(bytes, quick),
  gzip: (bytes) => gzipSync(bytes),
};

/** The same answer in as few bytes as whoever asks can read. */
export function compressed(answer: Answer, accepted = ''): Answer {
  const coding = takenOf(codings, accepted);
  if (!coding || !answer.body) return answer;
  return { ...withFields(answer, { 'Content-Encoding': coding }), body: compress[coding](Buffer.from(answer.body)) };
}
