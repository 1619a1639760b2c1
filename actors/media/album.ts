import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import type { AlbumEvent, AlbumImage } from './contract.ts';

export type AlbumCommand = { readonly type: 'add'; readonly image: AlbumImage };
export type AlbumRefusal = 'TOO_MANY_IMAGES';

/** The names of a vendor's pictures: each is kept once. */
export type AlbumState = { readonly names: Set<string> };

export const mostImages = 5_000;

/** Precedence: there already, full. */
function add({ names }: AlbumState, { image }: AlbumCommand): Decision<AlbumEvent, AlbumRefusal> {
  if (names.has(image.name)) return [];
  if (names.size >= mostImages) return refuse('TOO_MANY_IMAGES', { most: mostImages });
  return [{ type: 'added', image }];
}

export const album: Decider<AlbumState, AlbumCommand, AlbumEvent, AlbumRefusal> = {
  type: 'album',
  initial: () => ({ names: new Set() }),
  decide: { add },
  evolve: {
    added: (state, { image }) => {
      state.names.add(image.name);
    },
  },
};
