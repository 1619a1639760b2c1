import type { IndexValue } from '../order.ts';

/**
 * The values of an index and the row's key as one text, whose order by code point is the order of the values: missing,
 * then numbers, then text, then by key. So every query is one range of one index, whatever types are mixed in it.
 */
export const indexKey = (values: readonly IndexValue[], key: string): string => `${partOf(values)}${tags.key}${key}`;

/** The beginning that all rows with these values share. */
export const partOf = (values: readonly IndexValue[]): string => values.map(textOf).join('');

const tags = { missing: '0', number: '1', text: '2', key: '3', end: '9' } as const;

/** Behind everything that begins so. */
export const behind = (part: string): string => `${part}${tags.end}`;

function textOf(value: IndexValue): string {
  if (value === null) return tags.missing;
  return typeof value === 'number' ? tags.number + numberText(value) : `${tags.text}${ended(value)}`;
}

const signBit = 0x80;

/** IEEE 754 sorts by its bits once the sign is turned over, and all of a negative number. Minus zero is zero. */
function numberText(value: number): string {
  const bytes = Buffer.alloc(Float64Array.BYTES_PER_ELEMENT);
  bytes.writeDoubleBE(value + 0);
  const flip = (bytes[0] as number) & signBit ? 0xff : 0;
  bytes.forEach((byte, place) => {
    bytes[place] = byte ^ flip;
  });
  if (flip === 0) bytes[0] = (bytes[0] as number) | signBit;
  return bytes.toString('hex');
}

const none = '\u0000';

/** A text ends with two of the least character; one inside it is followed by another: so no text begins another. */
const ended = (text: string): string => `${text.replaceAll(none, `${none}\u0001`)}${none}${none}`;
