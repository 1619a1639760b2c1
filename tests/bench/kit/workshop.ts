import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settingsSchema } from '../../../settings.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Flags for a process that does not listen to us: it goes when we are gone without a word. */
export const leash = ['--import', new URL('../../../tools/leash.mjs', import.meta.url).href];

export type Start = {
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its profile is wanted when profiles are. */
  readonly ours?: boolean;
};

/** The environment without our settings: what is measured runs as it comes, whoever measures. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const settings = Object.keys(settingsSchema.describe().keys as object);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.includes(name)));
}

const patienceMs = 15_000;

/** What a benchmark starts and makes; `close` ends and removes all of it. */
export class Workshop {
  readonly #directory = mkdtempSync(join(tmpdir(), 'souk-bench-'));
  readonly #children = new Set<ChildProcess>();
  readonly #profiles: string | undefined;
  #directories = 0;

  constructor(profiles?: string) {
    this.#profiles = profiles;
  }

  /** A new empty directory. */
  directory(what: string): string {
    this.#directories += 1;
    const path = join(this.#directory, `${what}-${this.#directories}`);
    mkdirSync(path);
    return path;
  }

  /** Runs a file of this repository, given relative to its root. */
  start(file: string, { flags = [], args = [], env = {}, ours = false }: Start = {}): ChildProcess {
    const profile = ours && this.#profiles ? ['--cpu-prof', `--cpu-prof-dir=${this.#profiles}`] : [];
    const run = ['--disable-warning=ExperimentalWarning', ...flags, ...profile, file, ...args];
    const child = spawn(process.execPath, run, {
      cwd: root,
      env: { ...plainEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    // It could not even begin: whoever waits for it hears that it has gone.
    child.once('error', (error) => child.emit('exit', error.message, null));
    return child;
  }

  /** Asks a child to end, and after a while makes it. */
  async end(child: ChildProcess): Promise<void> {
    if (!this.#children.has(child)) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await gone;
    clearTimeout(force);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#children].map((child) => this.end(child)));
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
