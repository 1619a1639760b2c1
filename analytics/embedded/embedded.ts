import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Cancel, World } from '../../actors/runtime/world.ts';
import { forkBeside } from '../beside.ts';
import { type ClickHouse, ClickHouseUnavailable, type QueryLimits } from '../clickhouse.ts';
import { clickHouseOverHttp } from '../over-http.ts';
import { type Reaching, reaching } from '../reaching.ts';
import type { ChildOptions, Told } from './chdb.child.ts';

export type EmbeddedOptions = {
  /** Used by one process at a time. */
  readonly directory: string;
  readonly database: string;
  /** Of the engine, by its own count; the process around it takes some 200 MB more. */
  readonly memoryBytes: number;
  /** Of the process: where it takes more it is ended, and begun anew. Default: 400 MB more than the engine. */
  readonly mostBytes?: number;
  readonly world: World;
  readonly warn: (line: string) => void;
  readonly limits?: QueryLimits;
  /** For tests: the file that the child runs. */
  readonly entry?: URL;
};

export type EmbeddedClickHouse = ClickHouse & {
  /** Resolves once the engine serves, or it is known why it does not. */
  settled(): Promise<void>;
  /** Undefined while there is none. */
  readonly pid: number | undefined;
};

const childFile = new URL('./chdb.child.ts', import.meta.url);
const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** One that served this long had no trouble in starting. */
const steadyMs = 60_000;
const stopTimeoutMs = 10_000;
const queuedAtOnce = 64;
const megabyte = 1_048_576;
const besidesBytes = 400 * megabyte;

/** ClickHouse in a process of its own: what it takes and how it ends are not the shop's. It starts again by itself. */
export function embeddedClickHouse(options: EmbeddedOptions): EmbeddedClickHouse {
  const engine = new Embedded(options);
  const asked = reaching(engine);
  return {
    ...asked,
    settled: engine.settled,
    get pid() {
      return engine.pid;
    },
  };
}

class Embedded implements Reaching {
  readonly #options: EmbeddedOptions;
  #child: ChildProcess | undefined;
  #client: ClickHouse | undefined;
  #problem: string | undefined = 'it is starting';
  #waitMs = firstWaitMs;
  #again: Cancel | undefined;
  #closed = false;
  #underWay = 0;
  #grown: string | undefined;
  #told = Promise.withResolvers<void>();

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  now = (): ClickHouse | undefined => this.#client;
  problem = (): string | undefined => this.#problem;
  settled = (): Promise<void> => this.#told.promise;

  close = async (): Promise<void> => {
    this.#closed = true;
    this.#again?.();
    await this.#client?.close();
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.send('close', () => undefined);
    const kill = this.#options.world.after(stopTimeoutMs, () => child.kill('SIGKILL'));
    await gone;
    kill();
  };

  reach: Reaching['reach'] = async (ask) => {
    if (!this.#client) throw new ClickHouseUnavailable(this.#problem ?? 'it is closed');
    if (this.#underWay >= queuedAtOnce) throw new ClickHouseUnavailable('too much is asked of it at once');
    this.#underWay += 1;
    try {
      return await ask(this.#client);
    } finally {
      this.#underWay -= 1;
    }
  };

  #start(): void {
    const { directory, memoryBytes, mostBytes = memoryBytes + besidesBytes, world, entry = childFile } = this.#options;
    mkdirSync(directory, { recursive: true });
    const password = world.randomId() + world.randomId();
    const given: ChildOptions = { directory, password, memoryBytes, mostBytes };
    const child = forkBeside({ entry, env: { ANALYTICS_CHILD: JSON.stringify(given) } });
    this.#child = child;
    const since = world.now();
    child.on('message', (told: Told) => this.#hear(told, password));
    child.once('exit', (code, signal) => this.#gone(this.#grown ?? signal ?? `code ${code}`, world.now() - since));
  }

  #hear(told: Told, password: string): void {
    if ('grownToBytes' in told) this.#grown = `it had grown to ${Math.round(told.grownToBytes / megabyte)} MB`;
    else if ('absent' in told) {
      this.#problem = told.absent;
      this.#closed = true;
      this.#options.warn(`No analytics on this machine: ${told.absent}`);
    } else {
      const url = `http://souk:${password}@127.0.0.1:${told.port}`;
      const { database, limits } = this.#options;
      this.#client = clickHouseOverHttp({ url, database, ...(limits && { limits }) });
      this.#problem = undefined;
    }
    this.#told.resolve();
  }

  #gone(how: string, livedMs: number): void {
    void this.#client?.close();
    this.#client = undefined;
    this.#child = undefined;
    this.#grown = undefined;
    if (this.#closed) return;
    const waitMs = livedMs > steadyMs ? firstWaitMs : this.#waitMs;
    this.#waitMs = Math.min(waitMs * 2, longestWaitMs);
    this.#problem = `its process ended (${how}) and starts again`;
    this.#options.warn(`The analytics process ended (${how}); it starts again in ${waitMs} ms`);
    this.#again = this.#options.world.after(waitMs, () => this.#start());
  }
}
