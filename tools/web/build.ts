import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { BUILDS, placeOfBuild } from './built.ts';
import { serverConfig, webConfig } from './config.ts';

const COMPRESSED = /\.(js|css|svg|html|json)$/;
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Builds the web pages as they are now, and forgets older builds. Whoever else builds meanwhile makes the same. */
export async function buildWeb(): Promise<string> {
  const place = placeOfBuild();
  const workshop = join(BUILDS, `.building-${process.pid}`);
  mkdirSync(workshop, { recursive: true });
  await build(webConfig(workshop));
  await build(serverConfig(workshop));
  compress(join(workshop, 'assets'));
  putInPlace(workshop, place);
  for (const other of readdirSync(BUILDS)) {
    if (other.startsWith('web-') && !place.endsWith(other)) rmSync(join(BUILDS, other), { recursive: true });
  }
  return place;
}

function compress(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => COMPRESSED.test(one))) {
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, brotli));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

function putInPlace(workshop: string, place: string): void {
  try {
    renameSync(workshop, place);
  } catch {
    // Another process was faster, with the same sources.
    rmSync(workshop, { recursive: true, force: true });
  }
}
