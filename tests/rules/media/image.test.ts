import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawingFacts, imageFacts, nameOf } from '../../../actors/media/image.ts';
import { gif, jpeg, png, webp } from './pictures.ts';

describe('a picture', () => {
  test.each([
    ['image/png', png(640, 480)],
    ['image/jpeg', jpeg(640, 480)],
    ['image/gif', gif(640, 480)],
    ['image/webp', webp.extended(640, 480)],
    ['image/webp', webp.lossy(640, 480)],
    ['image/webp', webp.lossless(640, 480)],
  ])('that is %s tells its size', (type, bytes) => {
    expect(imageFacts(bytes)).toEqual({ type, width: 640, height: 480 });
  });

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"></svg>'],
    ['nothing', ''],
  ])('is not what is %s', (_, text) => {
    expect(imageFacts(Buffer.from(text))).toBeUndefined();
  });

  test('is none that is cut short, or has no size', () => {
    for (const whole of [png(9, 9), jpeg(9, 9), gif(9, 9), webp.lossy(9, 9), webp.lossless(9, 9)]) {
      expect(imageFacts(whole.subarray(0, 9))).toBeUndefined();
    }
    expect(imageFacts(png(0, 9))).toBeUndefined();
    expect(imageFacts(Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 0, 0xff, 0xc0]))).toBeUndefined();
  });

  test('is asked in vain of whatever bytes there are, and never in trouble', () => {
    const beginnings = [png(1, 1), jpeg(1, 1), gif(1, 1), webp.lossy(1, 1)].map((bytes) => [...bytes.subarray(0, 12)]);
    const anything = fc.tuple(fc.constantFrom([], ...beginnings), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(anything, ([beginning, rest]) => {
        const facts = imageFacts(Uint8Array.from([...beginning, ...rest]));
        if (facts) for (const side of [facts.width, facts.height]) expect(Number.isSafeInteger(side)).toBe(true);
      }),
    );
  });
});

test('a drawing of ours tells its size, and no other does', () => {
  const ours = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><rect/></svg>';
  expect(drawingFacts(ours)).toEqual({ type: 'image/svg+xml', width: 800, height: 600 });
  expect(drawingFacts('<svg onload="alert(1)" viewBox="0 0 1 1"></svg>')).toBeUndefined();
});

test('a picture is called by its bytes and its type', () => {
  expect(nameOf('ab12', 'image/jpeg')).toBe('ab12.jpg');
});
