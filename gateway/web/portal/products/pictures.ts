import type { ProductImage } from '../../../../actors/catalog/contract.ts';
import { ask } from '../../api/ask.ts';
import { fitted } from './fitted.ts';

/** What a shop window shows well, and what the server takes. */
const longestSide = 1_600;
const mostBytes = 700_000;
const qualities = [0.85, 0.7, 0.55];

/** A photo as WebP, small enough to be sent; what the camera noted beside it (where, when) stays here. */
async function shrink(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const [width, height] = fitted(bitmap.width, bitmap.height, longestSide);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    if (blob.size <= mostBytes) return blob;
  }
  throw new Error('the picture stays too large');
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** Stores a dropped file; its name, without the ending, is a first idea of what is to be seen. */
export async function upload(vendorId: string, file: File): Promise<ProductImage> {
  const content = await base64Of(await shrink(file));
  const { url } = await ask('media.add', { id: vendorId, content });
  return {
    url,
    alt: file.name
      .replace(/\.\w+$/, '')
      .replaceAll(/[-_]+/g, ' ')
      .slice(0, 300),
  };
}
