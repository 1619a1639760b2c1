import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportStore } from './export-store.ts';

/** Whatever asks, nothing outside is reached: a tenant and a name have no dots but the one before the ending. */
const tenantPattern = /^[a-z0-9-]{1,40}$/;
const namePattern = /^[A-Za-z0-9_-]{1,128}\.(csv|parquet)$/;

const isAbsent = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** `directory`: `<data directory>/exports`, made when the first one comes. */
export function diskExports(directory: string): ExportStore {
  const pathOf = (tenantId: string, name: string): string => {
    if (tenantPattern.test(tenantId) && namePattern.test(name)) return join(directory, tenantId, name);
    throw new TypeError(`no export can be called ${tenantId}/${name}`);
  };
  return {
    put: async (tenantId, name, bytes) => {
      const path = pathOf(tenantId, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}.draft`;
      await writeFile(draft, bytes, { mode: 0o600 });
      await rename(draft, path);
    },
    read: (tenantId, name, offset, most) => readPiece(pathOf(tenantId, name), offset, most),
    drop: (tenantId, name) => rm(pathOf(tenantId, name), { force: true }),
  };
}

async function readPiece(path: string, offset: number, most: number) {
  const file = await open(path).catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
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
