import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AlbumCommand, album, mostImages } from '../../../actors/media/album.ts';
import type { AlbumEvent, AlbumImage } from '../../../actors/media/contract.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { given, testTime } from '../given.ts';

const imageOf = (n: number): AlbumImage => ({
  name: `${String(n).padStart(64, '0')}.png`,
  type: 'image/png',
  width: 8,
  height: 8,
  bytes: 100,
});
const add = (n: number): AlbumCommand => ({ type: 'add', image: imageOf(n) });
const added = (n: number): AlbumEvent => ({ type: 'added', image: imageOf(n) });
const full = Array.from({ length: mostImages }, (_, n) => added(n));

describe("a vendor's album", () => {
  test('takes a picture once', () => {
    given(album).when(add(1)).emits(added(1));
    given(album, added(1)).when(add(1)).emitsNothing();
  });
  test('has a bound, and within it what it has already is no news', () => {
    given(album, ...full)
      .when(add(mostImages))
      .rejects('TOO_MANY_IMAGES', { most: mostImages });
    given(album, ...full)
      .when(add(0))
      .emitsNothing();
  });
  test('holds each picture that came, whatever came twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (numbers) => {
        const state = numbers.reduce((before, n) => {
          const decided = decide(album, before, { ...add(n), at: testTime });
          return isRefusal(decided) ? before : decided.reduce((now, event) => evolve(album, now, event), before);
        }, album.initial());
        expect(state.names).toEqual(new Set(numbers.map((n) => imageOf(n).name)));
      }),
    );
  });
});
