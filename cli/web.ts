import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Settings } from '../settings.ts';
import { builtWeb, ROOT } from '../tools/web/built.ts';

const says = {
  building: 'Building the web pages, once (some seconds) ...',
  failed: 'The web pages could not be built: what is wrong stands above. Everything else is there.',
  noTools: 'The web pages are not built, and what builds them is not installed: run npm run web where it is.',
};

/** Sees that the web pages are there as they are now. Without them Souk is open too: they are its face, not its body. */
export async function prepareWeb({ WEB }: Settings): Promise<void> {
  if (WEB === 'off' || builtWeb() !== undefined) return;
  if (!canBuild()) return console.error(says.noTools);
  console.log(says.building);
  // In a process of its own: what a bundler takes is given back with it.
  const quiet = '--disable-warning=ExperimentalWarning';
  const child = spawn(process.execPath, [quiet, 'tools/build-web.ts'], { cwd: ROOT, stdio: ['ignore', 'ignore', 2] });
  const [code] = await once(child, 'exit');
  if (code !== 0) console.error(says.failed);
}

function canBuild(): boolean {
  try {
    createRequire(import.meta.url).resolve('vite/package.json');
    return true;
  } catch {
    return false;
  }
}
