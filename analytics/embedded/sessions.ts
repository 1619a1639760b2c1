import { type ChdbResult, Session } from 'chdb';

/** One statement as it came: settings hold for it alone. */
export type Statement = {
  readonly sql: string;
  readonly params: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly database: string;
};

export type Insert = Omit<Statement, 'sql' | 'params'> & {
  readonly table: string;
  readonly columns: readonly string[];
  readonly format: 'JSONCompactEachRow';
  readonly bytes: Buffer;
};

export type SessionOptions = { readonly directory: string; readonly memoryBytes: number };

/** Refused beyond it: who asks then waits elsewhere. */
const mostWaiting = 64;

const namePattern = /^[a-z_0-9]+$/;

export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting';
}

/** A connection of chdb runs one statement at a time, and keeps its settings: here they end with their statement. */
export class OneSession {
  readonly #session: Session;
  #database = '';
  #set: readonly string[] = [];
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ directory, memoryBytes }: SessionOptions) {
    this.#session = new Session(directory, { connectionArgs: [`--max_server_memory_usage=${memoryBytes}`] });
  }

  get waiting(): number {
    return this.#waiting;
  }

  run({ sql, params, settings, database }: Statement): Promise<Buffer> {
    return this.#inTurn(async () => {
      await this.#prepare(database, settings);
      const bound = Object.keys(params).length > 0;
      const result = bound ? await this.#session.queryBindAsync(sql, params) : await this.#session.queryAsync(sql);
      return bytesOf(result);
    });
  }

  insert({ table, columns, format, bytes, settings, database }: Insert): Promise<void> {
    return this.#inTurn(async () => {
      await this.#prepare(database, {});
      await this.#session.insert({ table, columns, values: bytes, format, settings });
    });
  }

  close(): void {
    this.#session.close();
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= mostWaiting) throw new TooManyWaiting('too many statements wait');
    this.#waiting += 1;
    const turn = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #prepare(database: string, settings: Statement['settings']): Promise<void> {
    const steps: string[] = [];
    if (database !== this.#database) steps.push(`USE ${checked(database)}`);
    const gone = this.#set.filter((name) => !(name in settings));
    for (const name of gone) steps.push(`SET ${name} = DEFAULT`);
    for (const [name, value] of Object.entries(settings)) steps.push(`SET ${checked(name)} = ${quoted(value)}`);
    this.#set = [...gone, ...Object.keys(settings)];
    for (const step of steps) await this.#session.queryAsync(step);
    this.#database = database;
    this.#set = Object.keys(settings);
  }
}

const bytesOf = (result: ChdbResult): Buffer => Buffer.from(result.bytes());

function checked(name: string): string {
  if (!namePattern.test(name)) throw new TypeError(`${name} is no name`);
  return name;
}

const quoted = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
