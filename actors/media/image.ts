import type { ImageType } from './contract.ts';

/** What bytes say of themselves, whatever they are called. */
export type ImageFacts = { readonly type: ImageType; readonly width: number; readonly height: number };

export const mostBytes = 700_000;
/** Pixels: what decodes to more would cost those who look at it hundreds of megabytes. */
export const longestSide = 8_000;

/** A reader of a few bytes; undefined beyond the end. */
type Bytes = Uint8Array;

const isAt = (bytes: Bytes, at: number, text: string): boolean =>
  [...text].every((letter, place) => bytes[at + place] === letter.charCodeAt(0));

/** A whole number of `size` bytes, the largest first; `NaN` beyond the end. */
const big = (bytes: Bytes, at: number, size: number): number =>
  Array.from({ length: size }, (_, place) => bytes[at + place] ?? Number.NaN).reduce(
    (sum, byte) => sum * 256 + byte,
    0,
  );

const little = (bytes: Bytes, at: number, size: number): number =>
  Array.from({ length: size }, (_, place) => bytes[at + size - 1 - place] ?? Number.NaN).reduce(
    (sum, byte) => sum * 256 + byte,
    0,
  );

type Size = readonly [number, number];

function pngSize(bytes: Bytes): Size | undefined {
  if (!isAt(bytes, 0, '\x89PNG\r\n\x1a\n') || !isAt(bytes, 12, 'IHDR')) return undefined;
  return [big(bytes, 16, 4), big(bytes, 20, 4)];
}

const gifSize = (bytes: Bytes): Size | undefined =>
  isAt(bytes, 0, 'GIF87a') || isAt(bytes, 0, 'GIF89a') ? [little(bytes, 6, 2), little(bytes, 8, 2)] : undefined;

/** Of the three kinds of WebP: lossy, lossless, and with more inside (RFC 9649). */
function webpSize(bytes: Bytes): Size | undefined {
  if (!isAt(bytes, 0, 'RIFF') || !isAt(bytes, 8, 'WEBP')) return undefined;
  if (isAt(bytes, 12, 'VP8X')) return [little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1];
  if (isAt(bytes, 12, 'VP8 ')) return [little(bytes, 26, 2) % 16_384, little(bytes, 28, 2) % 16_384];
  if (!isAt(bytes, 12, 'VP8L')) return undefined;
  const packed = little(bytes, 21, 4);
  return [(packed % 16_384) + 1, (Math.floor(packed / 16_384) % 16_384) + 1];
}

/** Markers that begin a frame; C4, C8 and CC are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Segment by segment up to the frame's; each has at least two bytes of length, so that the walk ends. */
function jpegSize(bytes: Bytes): Size | undefined {
  if (big(bytes, 0, 2) !== 0xffd8) return undefined;
  let at = 2;
  while (bytes[at] === 0xff) {
    const [marker = 0, length] = [bytes[at + 1], big(bytes, at + 2, 2)];
    if (isFrame(marker)) return [big(bytes, at + 7, 2), big(bytes, at + 5, 2)];
    if (!(length >= 2)) return undefined;
    at += 2 + length;
  }
  return undefined;
}

const readers: readonly (readonly [ImageType, (bytes: Bytes) => Size | undefined])[] = [
  ['image/png', pngSize],
  ['image/jpeg', jpegSize],
  ['image/webp', webpSize],
  ['image/gif', gifSize],
];

/** Undefined: no picture that browsers could be given. */
export function imageFacts(bytes: Bytes): ImageFacts | undefined {
  for (const [type, read] of readers) {
    const [width, height] = read(bytes) ?? [0, 0];
    if (width > 0 && height > 0) return { type, width, height };
  }
  return undefined;
}

const drawing = /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d{1,4}) (\d{1,4})">/;

/** Only of drawings that Souk's own commands make: in a browser an SVG may do what a page may. */
export function drawingFacts(text: string): ImageFacts | undefined {
  const [, width = '', height = ''] = drawing.exec(text) ?? [];
  return width === '' ? undefined : { type: 'image/svg+xml', width: Number(width), height: Number(height) };
}

const endings: Readonly<Record<ImageType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
};

/** `digest`: SHA-256 of the bytes, hex. */
export const nameOf = (digest: string, type: ImageType): string => `${digest}.${endings[type]}`;
