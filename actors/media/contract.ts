import type { Action, Published } from '../runtime/contract.ts';

export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif' | 'image/svg+xml';

/** A picture that was stored. */
export type StoredImage = {
  /** `/v1/media/<tenant>/<name>`: below the origin of the install, the same for the same bytes, never another picture. */
  readonly url: string;
  readonly type: ImageType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

/** What a vendor's album notes of a picture. `name` is a digest of its bytes with the ending of its type. */
export type AlbumImage = Omit<StoredImage, 'url'> & { readonly name: string };

export interface MediaActions {
  /** `content` is base64. PNG, JPEG, WebP or GIF, whatever it is called; drawings (SVG) by Souk's own commands only. */
  'media.add': Action<{ id: string; content: string }, StoredImage>;
  'media.note': Action<{ id: string; image: AlbumImage }, Record<string, never>>;
}

export type AlbumEvent = { readonly type: 'added'; readonly image: AlbumImage };

export interface MediaEvents extends Published<'media', AlbumEvent> {}
