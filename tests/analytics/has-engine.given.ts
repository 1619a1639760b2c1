import { createRequire } from 'node:module';

/** Machines for which there is a chdb: there it must be installed, elsewhere what needs it is skipped aloud. */
const libraries: Readonly<Record<string, string>> = {
  'linux x64': '@chdb/lib-linux-x64-gnu',
  'linux arm64': '@chdb/lib-linux-arm64-gnu',
  'darwin x64': '@chdb/lib-darwin-x64',
  'darwin arm64': '@chdb/lib-darwin-arm64',
};

const library = libraries[`${process.platform} ${process.arch}`];

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== '';
  } catch {
    return false;
  }
}

export const hasEngine = library !== undefined && (process.env.CI !== undefined || isInstalled(library));

if (!hasEngine) process.stderr.write('SKIPPED: there is no chdb on this machine, so analytics are not tested.\n');
