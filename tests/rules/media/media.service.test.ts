import { describe, expect, test } from '@jest/globals';
import { mediaContract } from '../../../actors/media/contract.schemas.ts';
import type { StoredImage } from '../../../actors/media/contract.ts';
import { mediaService } from '../../../actors/media/media.service.ts';
import { anyone, type Caller, internalCaller } from '../../../actors/runtime/caller.ts';
import { gif, png } from './pictures.ts';

/** A store and an album that remember what they were given. */
function studio() {
  const stored: string[] = [];
  const called: string[] = [];
  const store = {
    put: async (tenantId: string, name: string) => void stored.push(`${tenantId}/${name}`),
    get: async () => undefined,
  };
  const run = mediaService(store).handlers['media.add']?.run as (params: unknown, ctx: unknown) => Promise<StoredImage>;
  const call = async (name: string) => void called.push(name);
  const add = (bytes: Uint8Array, caller: Caller = anyone) =>
    run({ id: 'ven_1', content: Buffer.from(bytes).toString('base64') }, { tenantId: 'acme', caller, call });
  return { add, stored, called };
}

const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"></svg>');

describe('a picture that is added', () => {
  test('lies where its bytes say, and is noted once it lies there', async () => {
    const { add, stored, called } = studio();
    const image = await add(png(30, 20));
    expect(image).toMatchObject({ type: 'image/png', width: 30, height: 20, bytes: 24 });
    expect(image.url).toMatch(/^\/v1\/media\/acme\/[0-9a-f]{64}\.png$/);
    expect(stored).toEqual([image.url.slice('/v1/media/'.length)]);
    expect(called).toEqual(['vendors.get', 'media.note']);
    expect(mediaContract.actions['media.add'].result?.validate(image).error).toBeUndefined();
    expect((await add(png(30, 20))).url).toBe(image.url);
  });
  test('must be a picture, whatever it is called', async () => {
    const { add, stored } = studio();
    await expect(add(Buffer.from('<script>'))).rejects.toMatchObject({ class: 'Invalid', type: 'IMAGE_UNKNOWN' });
    await expect(add(drawing)).rejects.toMatchObject({ type: 'IMAGE_UNKNOWN' });
    expect(stored).toEqual([]);
  });
  test('may be a drawing where Souk itself made it', async () => {
    expect((await studio().add(drawing, internalCaller)).type).toBe('image/svg+xml');
  });
  test('has bounds', async () => {
    const { add } = studio();
    await expect(add(gif(8_001, 1))).rejects.toMatchObject({ class: 'Invalid', type: 'IMAGE_TOO_LARGE' });
    await expect(add(Buffer.concat([png(9, 9), Buffer.alloc(700_000)]))).rejects.toMatchObject({
      type: 'IMAGE_TOO_LARGE',
    });
  });
});

test('examples are what their contracts promise', () => {
  const { example, params, result } = mediaContract.actions['media.add'];
  expect(params.validate(example?.params).error).toBeUndefined();
  expect(result?.validate(example?.result).error).toBeUndefined();
});
