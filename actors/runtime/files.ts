import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A tenant as a directory: whatever asks, nothing outside is reached, for it has no dots. */
export const tenantDirectory = /^[a-z0-9-]{1,40}$/;

/** For a `catch`: undefined where there is no such file; throws what else went wrong. */
export function absent(error: unknown): undefined {
  const isAbsent = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
  if (!isAbsent) throw error;
}

let written = 0;

/** Under its name it is there whole or not at all, also after a power cut. Its directory is made where there is none. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  written += 1;
  const draft = `${path}.${process.pid}-${written}.draft`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
