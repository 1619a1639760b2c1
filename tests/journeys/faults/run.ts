import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const faults = ['kill', 'stop', 'disk', 'cut', 'clock'];

const usage = `npm run faults -- [--rounds N] [--only NAME,...] [--seed S]

Breaks real processes of Souk while a crowd shops through HTTP, and looks each time whether all agrees (docs/faults.md).
  --rounds N       of each fault (default 20)
  --only NAME,...  some of: ${faults.join(', ')}
  --seed S         of the first round; the next one has the next seed (default: another one each time)`;

function readArguments(): Readonly<Record<string, string>> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { rounds: text, only: text, seed: text, help: { type: 'boolean' } } });
  const { rounds = '20', only = faults.join(','), seed = String(Date.now() % 1_000_000), help } = values;
  const isWhole = [rounds, seed].every((number) => /^\d{1,9}$/.test(number)) && Number(rounds) > 0;
  if (help || !isWhole || only.split(',').some((name) => !faults.includes(name))) {
    console.log(usage);
    process.exit(help ? 0 : 1);
  }
  return { FAULT_ROUNDS: rounds, FAULT_ONLY: only, FAULT_SEED: seed };
}

const env = readArguments();
console.log(`${env.FAULT_ROUNDS} rounds of ${env.FAULT_ONLY}, from seed ${env.FAULT_SEED}`);
const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
const tests = fileURLToPath(new URL('./faults.test.ts', import.meta.url));
const child = spawn(process.execPath, [...flags, 'node_modules/jest/bin/jest.js', '--verbose', tests], {
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  env: { ...process.env, ...env },
  stdio: 'inherit',
});
const [code] = await once(child, 'exit');
process.exitCode = Number(code ?? 1);
