// npm run verify: everything that a change must pass, one step after the other, until the first that fails.
//
//   verify.ts                 all steps
//   verify.ts types,lint      only those
//   verify.ts tests orders    one, with arguments for its own tool

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `also`: the same of the web pages, which are compiled for browsers. */
type Step = { readonly says: string; readonly command: readonly string[]; readonly also?: readonly string[] };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUIET = '--disable-warning=ExperimentalWarning';

const STEPS: ReadonlyMap<string, Step> = new Map([
  [
    'types',
    {
      says: 'it compiles',
      command: ['node_modules/typescript/bin/tsc', '--noEmit'],
      also: ['node_modules/typescript/bin/tsc', '--noEmit', '--project', 'gateway/web'],
    },
  ],
  [
    'lint',
    {
      says: 'it is formatted and free of lint',
      command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    },
  ],
  ['walls', { says: 'every file imports only what its place allows', command: [QUIET, 'tools/walls.ts'] }],
  ['tidy', { says: 'functions and files are small and rules are pure', command: [QUIET, 'tools/tidy.ts'] }],
  ['unused', { says: 'no code and no dependency is unused', command: ['node_modules/knip/bin/knip.js'] }],
  [
    'tests',
    {
      says: 'all tests pass',
      command: [QUIET, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
    },
  ],
]);

function stepsNamed(names: readonly string[]): [string, Step][] {
  return names.map((name) => {
    const step = STEPS.get(name);
    if (!step) throw new Error(`there is no step "${name}": the steps are ${[...STEPS.keys()].join(', ')}`);
    return [name, step];
  });
}

async function exitCodeOf(command: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function passes(name: string, step: Step, args: readonly string[]): Promise<boolean> {
  const startedAt = performance.now();
  console.log(`${name}: checking that ${step.says}`);
  const first = await exitCodeOf([...step.command, ...args]);
  const code = first === 0 && step.also ? await exitCodeOf([...step.also, ...args]) : first;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  // The tests have the last word themselves: their tally.
  if (name !== 'tests') console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return code === 0;
}

const [chosen = [...STEPS.keys()].join(','), ...args] = process.argv.slice(2);
for (const [name, step] of stepsNamed(chosen.split(','))) {
  if (await passes(name, step, args)) continue;
  process.exitCode = 1;
  break;
}
