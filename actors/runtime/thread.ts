import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { type CarriedError, type Closing, type Reply, type Request, ThreadClient } from './thread-client.ts';
import { realWorld } from './world.ts';

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

/** The same bytes in a buffer of their own: a copy of a part would else copy the whole buffer it is a part of. */
export const compact = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.prototype.slice.call(bytes);

/** One call that waits in the thread. Its outcome is sent when the whole drain is done. */
export type PendingCall = {
  readonly name: string;
  readonly run: () => void;
  /** Replaces the outcome, also one that `run` has brought. */
  readonly fail: (error: unknown) => void;
};

export type ServeOptions = {
  /**
   * Gets all calls that wait and runs them, for instance in one transaction. A throw fails every one of them that is not
   * answered yet, and a call that it did not run fails too. `answer` sends, in one message, the outcomes there are so
   * far: for what need not wait for a commit. Default: runs them one by one.
   */
  readonly drain?: (calls: readonly PendingCall[], answer: () => void) => void;
  /** A piece of work that nobody waits for, done when the answers of a drain are sent; true: there is more of it. */
  readonly tidy?: () => boolean;
  readonly close?: () => void;
};

/** The worker's side: takes all messages that wait before it works, so that many calls become one transaction. */
export function serveThread<Methods extends ThreadMethods<Methods>>(
  methods: Methods,
  options: ServeOptions = {},
): void {
  const port = parentPort;
  if (!port) throw new Error('serveThread works in a worker thread only');
  const send = (replies: readonly Reply[]): void => {
    if (replies.length > 0) port.postMessage(replies);
  };
  port.on('message', (first: Posted) => {
    const messages = [first];
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) messages.push(next.message);
    const calls = messages
      .filter(areRequests)
      .flat()
      .map((request) => new ServedCall(methods, request));
    const answer = () => send(calls.flatMap((call) => call.unsent()));
    drainSafely(options.drain ?? runAll, calls, answer);
    for (const call of calls) call.mustHaveRun();
    answer();
    if (messages.every(areRequests)) return tidyLater(options.tidy);
    options.close?.();
    port.close();
  });
}

/** Messages that have come meanwhile go first. */
function tidyLater(tidy: ServeOptions['tidy']): void {
  if (tidy) realWorld.soon(() => tidy() && tidyLater(tidy));
}

type Posted = readonly Request[] | Closing;

const areRequests = (message: Posted): message is readonly Request[] => Array.isArray(message);

const runAll = (calls: readonly PendingCall[]): void => {
  for (const call of calls) call.run();
};

function drainSafely(
  drain: (calls: readonly PendingCall[], answer: () => void) => void,
  calls: readonly PendingCall[],
  answer: () => void,
): void {
  try {
    drain(calls, answer);
  } catch (error) {
    for (const call of calls) call.fail(error);
  }
}

class ServedCall implements PendingCall {
  readonly name: string;
  readonly #request: Request;
  readonly #method: (...args: never[]) => unknown;
  #reply: Reply | undefined;
  #sent = false;

  constructor(methods: object, request: Request) {
    this.name = request.name;
    this.#request = request;
    this.#method = methods[request.name as keyof typeof methods];
  }

  run(): void {
    try {
      this.#reply = { id: this.#request.id, value: this.#method(...(this.#request.args as never[])) };
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    this.#reply = { id: this.#request.id, error: carry(error) };
  }

  mustHaveRun(): void {
    if (!this.#reply) this.fail(new Error(`${this.name} was not run`));
  }

  unsent(): readonly Reply[] {
    if (this.#sent || !this.#reply) return [];
    this.#sent = true;
    return [this.#reply];
  }
}

/** Own plain fields travel too: `code`, SQLite's `errcode` and the like. */
function carry(thrown: unknown): CarriedError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const plain = Object.entries(error).filter(([, value]) => typeof value !== 'object' && typeof value !== 'function');
  return { ...Object.fromEntries(plain), name: error.name, message: error.message, stack: error.stack };
}
