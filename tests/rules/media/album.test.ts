import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AlbumCommand, album, mostImages } from '../../../actors/media/album.ts';
import type { AlbumEvent, AlbumImage } from '../../../actors/media/contract.ts';
import { given } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

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
    const vendor = new Player(album);
    fc.assert(
      fc.property(storiesOf<AlbumCommand>(fc.nat(20).map(add)), (story) => {
        const { events, state } = vendor.play(story, ({ before, command: { image }, events: now, state: after }) => {
          expect(now.length).toBe(before.names.has(image.name) ? 0 : 1);
          expect(after.names.has(image.name)).toBe(true);
        });
        expect([...state.names]).toEqual(events.map(({ image }) => image.name));
      }),
    );
  });
});

refusesInOrder(
  album,
  'there already, full',
  ['there already', full, add(0), 'nothing'],
  ['full', full, add(mostImages), 'TOO_MANY_IMAGES'],
);
