/** The first bytes of pictures, as their formats say them: enough to be told apart and measured. */
const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const big = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, place) => Math.floor(value / 256 ** (size - 1 - place)) % 256);
const little = (value: number, size: number): number[] => big(value, size).reverse();

export const png = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    0x89,
    ...text('PNG\r\n\x1a\n'),
    ...big(13, 4),
    ...text('IHDR'),
    ...big(width, 4),
    ...big(height, 4),
  ]);

export const gif = (width: number, height: number): Uint8Array =>
  Uint8Array.from([...text('GIF89a'), ...little(width, 2), ...little(height, 2)]);

/** With a comment and a table of Huffman codes before its frame. */
export const jpeg = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xfe, ...big(5, 2), ...text('hey'), 0xff, 0xc4, ...big(4, 2), 0, 0],
    ...[0xff, 0xc2, ...big(11, 2), 8, ...big(height, 2), ...big(width, 2), 1, 0, 0, 0],
  ]);

const riff = (kind: string, ...rest: readonly number[]): Uint8Array =>
  Uint8Array.from([...text('RIFF'), ...little(100, 4), ...text('WEBP'), ...text(kind), ...little(80, 4), ...rest]);

export const webp = {
  extended: (width: number, height: number) =>
    riff('VP8X', 0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)),
  lossy: (width: number, height: number) =>
    riff('VP8 ', 0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2)),
  lossless: (width: number, height: number) => riff('VP8L', 0x2f, ...little(width - 1 + (height - 1) * 16_384, 4)),
};
