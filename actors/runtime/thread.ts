import { once } from 'node:events';
import { parentPort, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** What a thread can do: plain functions of cloneable values, run one after another; none may return a promise. */
export type ThreadMethods<Methods> = { readonly [Name in keyof Methods]: (...args: never[]) => unknown };

type ArgumentsOf<Method> = Method extends (...args: infer Args) => unknown ? Args : never;
type ResultOf<Method> = Method extends (...args: never[]) => infer Result ? Result : never;

/**
 * Calls into a worker thread. Nothing here bounds the calls in flight: each caller bounds its own (a partition has one
 * append in flight, a page has a limit). While calls are in flight the process stays alive, an idle thread lets it end.
 */
export type Thread<Methods extends ThreadMethods<Methods>> = {
  /** Arguments and results are copied. Bytes that are a part of a larger buffer go through `compact` first. */
  call<Name extends keyof Methods & string>(
    name: Name,
    ...args: ArgumentsOf<Methods[Name]>
  ): Promise<ResultOf<Methods[Name]>>;
  /** Lets the calls made so far finish, then ends the thread. */
  close(): Promise<void>;
};

/** The code of the error with which calls are rejected whose thread died or was closed. */
export const threadGone = 'THREAD_GONE';

type Request = { readonly id: number; readonly name: string; readonly args: readonly unknown[] };
type Closing = { readonly closing: true };
type CarriedError = { readonly name: string; readonly message: string; readonly stack: string | undefined };
type Reply = { readonly id: number; readonly value?: unknown; readonly error?: CarriedError };
type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/**
 * Starts a thread with the first call; one that died is started again by the next call, so it must keep nothing that
 * `workerData` cannot give it back. The calls that were in flight when it died are rejected: their outcome is unknown.
 */
export function startThread<Methods extends ThreadMethods<Methods>>(entry: URL, workerData: unknown): Thread<Methods> {
  const client = new ThreadClient(entry, workerData);
  return {
    call: (name, ...args) => client.call(name, args) as Promise<never>,
    close: () => client.close(),
  };
}

class ThreadClient {
  readonly #entry: URL;
  readonly #workerData: unknown;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;
  #closing: Promise<void> | undefined;

  constructor(entry: URL, workerData: unknown) {
    this.#entry = entry;
    this.#workerData = workerData;
  }

  call(name: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#closing) return Promise.reject(gone(this.#entry, 'it was closed'));
    const worker = this.#running();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      worker.postMessage({ id, name, args } satisfies Request);
      if (this.#waiting.size === 0) worker.ref();
      this.#waiting.set(id, { resolve, reject });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    worker.ref();
    const exit = once(worker, 'exit');
    worker.postMessage({ closing: true } satisfies Closing);
    await exit;
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#entry, { workerData: this.#workerData });
    let reason = 'it ended';
    worker.unref();
    worker.on('message', (replies: readonly Reply[]) => this.#settle(replies, worker));
    worker.on('error', (error) => {
      reason = String(error);
    });
    worker.on('exit', () => this.#died(reason));
    this.#worker = worker;
    return worker;
  }

  #settle(replies: readonly Reply[], worker: Worker): void {
    for (const { id, value, error } of replies) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(revive(error));
      else waiting?.resolve(value);
    }
    if (this.#waiting.size === 0 && !this.#closing) worker.unref();
  }

  #died(reason: string): void {
    this.#worker = undefined;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lost) waiting.reject(gone(this.#entry, reason));
  }
}

const gone = (entry: URL, reason: string): Error =>
  Object.assign(new Error(`the thread of ${entry.pathname} is gone: ${reason}`), { code: threadGone });

const revive = ({ message, ...fields }: CarriedError): Error => Object.assign(new Error(message), fields);

/** The same bytes in a buffer of their own: a copy of a part would else copy the whole buffer it is a part of. */
export const compact = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.prototype.slice.call(bytes);

/** One call that waits in the thread. What `run` returned or threw is sent when the whole drain is done. */
export type PendingCall = {
  readonly name: string;
  readonly run: () => void;
  /** Replaces the outcome, also one that `run` has brought. */
  readonly fail: (error: unknown) => void;
};

export type ServeOptions = {
  /**
   * Gets all calls that wait and runs them, for instance in one transaction. A throw fails every one of them, and a call
   * that it did not run fails too. Default: runs them one by one.
   */
  readonly drain?: (calls: readonly PendingCall[]) => void;
  readonly close?: () => void;
};

type Served = PendingCall & { readonly reply: () => Reply };

/** The worker's side: takes all messages that wait before it works, so that many calls become one transaction. */
export function serveThread<Methods extends ThreadMethods<Methods>>(methods: Methods, options: ServeOptions = {}): void {
  const port = parentPort;
  if (!port) throw new Error('serveThread works in a worker thread only');
  const drain = options.drain ?? runAll;
  port.on('message', (first: Request | Closing) => {
    const messages = [first];
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) messages.push(next.message);
    const calls = messages.filter(isRequest).map((request) => served(methods, request));
    drainSafely(drain, calls);
    port.postMessage(calls.map((call) => call.reply()));
    if (messages.every(isRequest)) return;
    options.close?.();
    port.close();
  });
}

const isRequest = (message: Request | Closing): message is Request => 'id' in message;

const runAll = (calls: readonly PendingCall[]): void => {
  for (const call of calls) call.run();
};

function drainSafely(drain: (calls: readonly PendingCall[]) => void, calls: readonly Served[]): void {
  try {
    drain(calls);
  } catch (error) {
    for (const call of calls) call.fail(error);
  }
}

function served<Methods extends ThreadMethods<Methods>>(methods: Methods, { id, name, args }: Request): Served {
  let reply: Reply = { id, error: carry(new Error(`${name} was not run`)) };
  const fail = (error: unknown): void => {
    reply = { id, error: carry(error) };
  };
  const run = (): void => {
    try {
      reply = { id, value: methods[name as keyof Methods](...(args as never[])) };
    } catch (error) {
      fail(error);
    }
  };
  return { name, run, fail, reply: () => reply };
}

/** Own plain fields travel too: `code`, SQLite's `errcode` and the like. */
function carry(thrown: unknown): CarriedError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const plain = Object.entries(error).filter(([, value]) => typeof value !== 'object' && typeof value !== 'function');
  return { ...Object.fromEntries(plain), name: error.name, message: error.message, stack: error.stack };
}
