import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { diskMedia } from '../../actors/media/disk.adapter.ts';
import type { MediaStore } from '../../actors/media/media-store.ts';
import { temporary } from './sqlite.given.ts';

let directory: string;
let store: MediaStore;

beforeEach(() => {
  directory = temporary('media');
  store = diskMedia(join(directory, 'media'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const name = `${'ab'.repeat(32)}.png`;
const bytes = Buffer.from('not looked at');

describe('a store of pictures', () => {
  test('gives back the bytes it was given, to their tenant only', async () => {
    await store.put('acme', name, bytes);
    expect(await store.get('acme', name)).toEqual(bytes);
    expect(await store.get('other', name)).toBeUndefined();
    expect(await store.get('acme', `${'cd'.repeat(32)}.png`)).toBeUndefined();
  });
  test('keeps them over a restart, and takes them again without another file', async () => {
    await Promise.all([store.put('acme', name, bytes), store.put('acme', name, bytes)]);
    const again = diskMedia(join(directory, 'media'));
    await again.put('acme', name, bytes);
    expect(await again.get('acme', name)).toEqual(bytes);
    expect(readdirSync(join(directory, 'media', 'acme', 'ab'))).toEqual([name]);
  });
  test('reaches nothing outside its directory', async () => {
    writeFileSync(join(directory, 'secret.png'), 'secret');
    for (const [tenant, asked] of [
      ['..', 'secret.png'],
      ['acme', '../../secret.png'],
      ['acme/..', name],
      ['', name],
    ] as const) {
      expect(await store.get(tenant, asked)).toBeUndefined();
      await expect(store.put(tenant, asked, bytes)).rejects.toThrow('no picture can be called');
    }
  });
  test('says so when it cannot store', async () => {
    writeFileSync(join(directory, 'media'), 'a file where the directory should be');
    await expect(store.put('acme', name, bytes)).rejects.toMatchObject({
      code: expect.stringMatching(/ENOTDIR|EEXIST/),
    });
  });
});
