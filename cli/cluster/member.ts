import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PlannedNode } from './plan.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const leash = new URL('../../tools/leash.mjs', import.meta.url).href;

export type MemberOptions = {
  readonly directory: string;
  /** What leads it to the servers. */
  readonly env: Readonly<Record<string, string>>;
  /** Hears each line that it prints. */
  readonly say: (node: PlannedNode, line: string) => void;
};

export type State = 'starting' | 'open' | 'draining' | 'ended';

/** One process that runs. */
export class Member {
  readonly node: PlannedNode;
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  #state: State = 'starting';

  constructor(node: PlannedNode, { directory, env, say }: MemberOptions) {
    this.node = node;
    this.#child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', leash, 'cli/start.ts'],
      {
        cwd: root,
        env: {
          ...process.env,
          ...env,
          NODE_NAME: node.name,
          ROLES: node.roles,
          PORT: String(node.port),
          DATA_DIR: join(directory, node.name),
          MEDIA_DIR: join(directory, 'media'),
          EXPORTS_DIR: join(directory, 'exports'),
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Ctrl-C is for the whole cluster, which ends its members in order.
        detached: true,
      },
    );
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => this.#heard(line, say));
    }
    this.ended = once(this.#child, 'exit').then(() => {
      this.#state = 'ended';
    });
  }

  get state(): State {
    return this.#state;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** As a supervisor does it: others take over what is its own, and no caller hears of it. */
  async drain(): Promise<void> {
    if (this.#state !== 'ended') {
      this.#state = 'draining';
      this.#child.kill('SIGTERM');
    }
    await this.ended;
  }

  /** As a power cut does it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #heard(line: string, say: MemberOptions['say']): void {
    if (this.#state === 'starting' && line.includes('Souk is open at')) this.#state = 'open';
    if (line.trim() !== '') say(this.node, line);
  }
}
