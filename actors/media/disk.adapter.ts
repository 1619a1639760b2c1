import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaStore } from './media-store.ts';

/** Whatever asks, nothing outside is reached: a tenant and a name have no dots but the one before the ending. */
const tenantPattern = /^[a-z0-9-]{1,40}$/;
const namePattern = /^[0-9a-f]{64}\.[a-z]{3,4}$/;

const isAbsent = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** `directory`: `<data directory>/media`, made when the first picture comes. One file a picture, by the beginning of its name. */
export function diskMedia(directory: string): MediaStore {
  let written = 0;
  const pathOf = (tenantId: string, name: string): string | undefined =>
    tenantPattern.test(tenantId) && namePattern.test(name)
      ? join(directory, tenantId, name.slice(0, 2), name)
      : undefined;
  return {
    put: async (tenantId, name, bytes) => {
      const path = pathOf(tenantId, name);
      if (path === undefined) throw new TypeError(`no picture can be called ${tenantId}/${name}`);
      if (await isThere(path)) return;
      written += 1;
      const draft = `${path}.${process.pid}-${written}.draft`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, draft, bytes);
    },
    get: async (tenantId, name) => {
      const path = pathOf(tenantId, name);
      return path === undefined ? undefined : readFile(path).catch(absent);
    },
  };
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(absent)) !== undefined;

function absent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

/** Under its name it is there whole or not at all, also after a power cut. */
async function writeWhole(path: string, draft: string, bytes: Uint8Array): Promise<void> {
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
