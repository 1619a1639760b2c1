import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, tenantDirectory, writeWhole } from '../runtime/files.ts';
import type { ExportStore } from './export-store.ts';

/** No dots but the one before the ending. */
const namePattern = /^[A-Za-z0-9_-]{1,128}\.(csv|parquet)$/;

/** `directory`: `<data directory>/exports`, made when the first one comes. */
export function diskExports(directory: string): ExportStore {
  const pathOf = (tenantId: string, name: string): string => {
    if (tenantDirectory.test(tenantId) && namePattern.test(name)) return join(directory, tenantId, name);
    throw new TypeError(`no export can be called ${tenantId}/${name}`);
  };
  return {
    put: async (tenantId, name, bytes) => writeWhole(pathOf(tenantId, name), bytes),
    read: (tenantId, name, offset, most) => readPiece(pathOf(tenantId, name), offset, most),
    drop: (tenantId, name) => rm(pathOf(tenantId, name), { force: true }),
  };
}

async function readPiece(path: string, offset: number, most: number) {
  const file = await open(path).catch(absent);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    const length = Math.max(0, Math.min(most, size - offset));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return { bytes: buffer.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}
