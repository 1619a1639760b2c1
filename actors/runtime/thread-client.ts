import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { realWorld } from './world.ts';

/** The code of the error with which calls are rejected whose thread died or was closed. */
export const threadGone = 'THREAD_GONE';

export type Request = { readonly id: number; readonly name: string; readonly args: readonly unknown[] };
export type Closing = { readonly closing: true };
export type CarriedError = { readonly name: string; readonly message: string; readonly stack: string | undefined };
export type Reply = { readonly id: number; readonly value?: unknown; readonly error?: CarriedError };
/** More do not wait for each other: the thread has begun with the first while the others are being made. */
const mostTogether = 8;

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** The main thread's end of `startThread`. */
export class ThreadClient {
  readonly #entry: URL;
  readonly #workerData: unknown;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #outbox: Request[] = [];
  #lastId = 0;
  #closing: Promise<void> | undefined;

  constructor(entry: URL, workerData: unknown) {
    this.#entry = entry;
    this.#workerData = workerData;
  }

  call(name: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#closing !== undefined) return Promise.reject(gone(this.#entry, 'it was closed'));
    if (this.#waiting.size === 0) this.#running().ref();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#outbox.push({ id, name, args });
      if (this.#outbox.length === mostTogether) this.#post();
      else if (this.#outbox.length === 1) realWorld.soon(() => this.#post());
    });
  }

  /** A message costs more than most calls, so calls of one moment travel together. */
  #post(): void {
    const requests = this.#outbox;
    this.#outbox = [];
    if (requests.length === 0) return;
    try {
      this.#running().postMessage(requests);
    } catch {
      for (const request of requests) this.#postAlone(request);
    }
  }

  /** What cannot be copied fails the call it belongs to, and no other. */
  #postAlone(request: Request): void {
    try {
      this.#running().postMessage([request]);
    } catch (error) {
      this.#taken(request.id)?.reject(error as Error);
      this.#rest();
    }
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
    // After what still waits to be posted.
    await new Promise<void>((resolve) => realWorld.soon(resolve));
    worker.postMessage({ closing: true } satisfies Closing);
    await exit;
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#entry, { workerData: this.#workerData });
    let reason = 'it ended';
    worker.unref();
    worker.on('message', (replies: readonly Reply[]) => this.#settle(replies));
    worker.on('error', (error) => {
      reason = String(error);
    });
    worker.on('exit', () => this.#died(reason));
    this.#worker = worker;
    return worker;
  }

  #settle(replies: readonly Reply[]): void {
    for (const { id, value, error } of replies) {
      if (error) this.#taken(id)?.reject(revive(error));
      else this.#taken(id)?.resolve(value);
    }
    this.#rest();
  }

  #taken(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #rest(): void {
    if (this.#waiting.size === 0 && this.#closing === undefined) this.#worker?.unref();
  }

  #died(reason: string): void {
    this.#worker = undefined;
    this.#outbox = [];
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lost) waiting.reject(gone(this.#entry, reason));
  }
}

const gone = (entry: URL, reason: string): Error =>
  Object.assign(new Error(`the thread of ${entry.pathname} is gone: ${reason}`), { code: threadGone });

const revive = ({ message, ...fields }: CarriedError): Error => Object.assign(new Error(message), fields);
