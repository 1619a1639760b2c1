import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where builds lie, each in a folder named after what it was made of. */
export const BUILDS = join(ROOT, 'dist');

/** All that makes another build where it changes; of contracts the pages take nothing but types. */
const MADE_OF = [
  'gateway/web/**/*.{ts,tsx,css,html,svg,png,woff2}',
  'realtime/{client,following,protocol}.ts',
  'tools/web/*.ts',
];

function digestOfSources(): string {
  const paths = globSync([...MADE_OF, 'package.json'], { cwd: ROOT }).sort();
  const digest = createHash('sha256');
  for (const path of paths) digest.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
  return digest.digest('hex').slice(0, 16);
}

/** Where the build of the sources as they are now lies, or has to be put. */
export const placeOfBuild = (): string => join(BUILDS, `web-${digestOfSources()}`);

/** The folder of the web pages; undefined where they are not built, or were changed since. */
export function builtWeb(): string | undefined {
  const place = placeOfBuild();
  return existsSync(place) ? place : undefined;
}
