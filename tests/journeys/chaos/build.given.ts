import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type How, ROOT, temporaryDirectory } from '../souk-process.ts';

/** Another one than the last commit may be named: the one that runs somewhere, for instance. */
const revision = process.env.SOUK_PREVIOUS ?? 'HEAD~1';

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** Undefined where there is no git, or no history. */
export function previousCommit(): string | undefined {
  try {
    return run('git', ['rev-parse', '--verify', `${revision}^{commit}`]);
  } catch {
    process.stderr.write(`SKIPPED: there is no ${revision} here that could run beside this build.\n`);
    return undefined;
  }
}

/** Runs the files of a commit, with the packages of this build. */
export function asOf(commit: string): How {
  const directory = temporaryDirectory();
  const archive = join(directory, 'build.tar');
  run('git', ['archive', '--output', archive, commit]);
  run('tar', ['-xf', archive, '-C', directory]);
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  return { through: ['env', '-C', directory] };
}
