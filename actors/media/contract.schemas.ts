import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, id, shape } from '../runtime/schemas.ts';
import type { AlbumImage, ImageType, MediaActions, StoredImage } from './contract.ts';
import { mediaName, mediaUrl, mostContentCharacters } from './words.schemas.ts';

const types: readonly ImageType[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/svg+xml'];
const whole = () => Joi.number().integer().min(1).required();

const facts = {
  type: Joi.string()
    .valid(...types)
    .required(),
  width: whole(),
  height: whole(),
  bytes: whole(),
};

/** One pixel, transparent. */
const pixel = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

export const mediaContract: Contract<MediaActions> = {
  area: 'media',
  codes: {
    IMAGE_UNKNOWN: ['Invalid', 'The content is no PNG, JPEG, WebP or GIF picture that can be read.'],
    IMAGE_TOO_LARGE: ['Invalid', 'A picture has at most 700 000 bytes and 8 000 pixels a side.'],
    TOO_MANY_IMAGES: 'A vendor has at most 5 000 pictures.',
  },
  actions: {
    'media.add': {
      summary: "Stores a picture for a vendor's products",
      rest: 'POST /vendors/{id}/images',
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: shape<MediaActions['media.add']['params']>({
        id: id().required(),
        content: Joi.string().base64().min(4).max(mostContentCharacters).required(),
      }),
      result: shape<StoredImage>({ ...facts, url: mediaUrl().required() }),
      example: {
        params: { id: 'ven_7m2k4q9x1c5v8b3n6r0t', content: pixel },
        result: {
          url: '/v1/media/demo/3b7b8a4b411ddf8db9bacc2f3aabf406f8e4c0c087829b336ca331c40adfdff1.gif',
          type: 'image/gif',
          width: 1,
          height: 1,
          bytes: 42,
        },
      },
      refusals: ['IMAGE_UNKNOWN', 'IMAGE_TOO_LARGE', 'TOO_MANY_IMAGES'],
    },
    'media.note': {
      summary: 'Puts a stored picture into the album of its vendor',
      access: internal,
      params: shape<MediaActions['media.note']['params']>({
        id: id().required(),
        image: shape<AlbumImage>({ ...facts, name: mediaName().required() }).required(),
      }),
      result: empty(),
      refusals: ['TOO_MANY_IMAGES'],
    },
  },
};
