import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, tenantDirectory, writeWhole } from '../runtime/files.ts';
import type { MediaStore } from './media-store.ts';

/** No dots but the one before the ending. */
const namePattern = /^[0-9a-f]{64}\.[a-z]{3,4}$/;

/** `directory`: `<data directory>/media`, made when the first picture comes. One file a picture, by the beginning of its name. */
export function diskMedia(directory: string): MediaStore {
  const pathOf = (tenantId: string, name: string): string | undefined =>
    tenantDirectory.test(tenantId) && namePattern.test(name)
      ? join(directory, tenantId, name.slice(0, 2), name)
      : undefined;
  return {
    put: async (tenantId, name, bytes) => {
      const path = pathOf(tenantId, name);
      if (path === undefined) throw new TypeError(`no picture can be called ${tenantId}/${name}`);
      if (await isThere(path)) return;
      await writeWhole(path, bytes);
    },
    get: async (tenantId, name) => {
      const path = pathOf(tenantId, name);
      return path === undefined ? undefined : readFile(path).catch(absent);
    },
  };
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(absent)) !== undefined;
