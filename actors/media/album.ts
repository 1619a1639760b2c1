import { type Decider, refuse } from '../runtime/decider.ts';
import type { AlbumEvent, AlbumImage } from './contract.ts';

export type AlbumCommand = { readonly type: 'add'; readonly image: AlbumImage };
export type AlbumRefusal = 'TOO_MANY_IMAGES';

/** The names of a vendor's pictures: each is kept once. */
export type AlbumState = { readonly names: Set<string> };

export const mostImages = 5_000;

export const album: Decider<AlbumState, AlbumCommand, AlbumEvent, AlbumRefusal> = {
  type: 'album',
  initial: () => ({ names: new Set() }),
  decide: {
    add: ({ names }, { image }) => {
      if (names.has(image.name)) return [];
      if (names.size >= mostImages) return refuse('TOO_MANY_IMAGES', { most: mostImages });
      return [{ type: 'added', image }];
    },
  },
  evolve: {
    added: (state, { image }) => {
      state.names.add(image.name);
    },
  },
};
