import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export type Start = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its profile is wanted when profiles are. */
  readonly ours?: boolean;
};

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
  start(file: string, { args = [], env = {}, ours = false }: Start = {}): ChildProcess {
    const profile = ours && this.#profiles ? ['--cpu-prof', `--cpu-prof-dir=${this.#profiles}`] : [];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...profile, file, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
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
