import { createHash } from 'node:crypto';
import { type Actions, on, service, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import type { AnyService, Ctx } from '../runtime/service.ts';
import { album } from './album.ts';
import { mediaContract } from './contract.schemas.ts';
import type { MediaActions, StoredImage } from './contract.ts';
import { drawingFacts, type ImageFacts, imageFacts, longestSide, mostBytes, nameOf } from './image.ts';
import type { MediaStore } from './media-store.ts';

type MediaCtx = Ctx<Actions>;

function factsOf(bytes: Buffer, { caller }: MediaCtx): ImageFacts {
  const facts = imageFacts(bytes) ?? (caller.kind === 'internal' ? drawingFacts(bytes.toString()) : undefined);
  if (!facts) throw codeError(mediaContract.codes, 'IMAGE_UNKNOWN', {});
  const { width, height } = facts;
  if (bytes.length > mostBytes || width > longestSide || height > longestSide) {
    throw codeError(mediaContract.codes, 'IMAGE_TOO_LARGE', { bytes: bytes.length, width, height });
  }
  return facts;
}

/** The file first: what the album names is always there. One that nobody came to name is found again by its bytes. */
async function add(
  store: MediaStore,
  { id, content }: MediaActions['media.add']['params'],
  ctx: MediaCtx,
): Promise<StoredImage> {
  await ctx.call('vendors.get', { id });
  const bytes = Buffer.from(content, 'base64');
  const facts = factsOf(bytes, ctx);
  const name = nameOf(createHash('sha256').update(bytes).digest('hex'), facts.type);
  await store.put(ctx.tenantId, name, bytes);
  const image = { ...facts, bytes: bytes.length };
  await ctx.call('media.note', { id, image: { ...image, name } });
  return { url: `/v1/media/${ctx.tenantId}/${name}`, ...image };
}

/** Pictures of products: their bytes in a store, their names in the album of their vendor. */
export const mediaService = (store: MediaStore): AnyService =>
  service<MediaActions>(mediaContract, {
    'media.add': task((asked, ctx) => add(store, asked, ctx), { owner: ({ id }) => ({ vendorId: id }) }),
    'media.note': on(album).command({
      key: ({ id }) => id,
      command: ({ image }) => ({ type: 'add', image }),
      answer: () => ({}),
    }),
  });
