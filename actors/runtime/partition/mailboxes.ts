import type { CommandWork } from './work.ts';

/** All mailboxes of a partition as one queue: first in, first out for every actor, each actor's part of it bounded. */
export class Mailboxes {
  readonly #limit: number;
  readonly #waiting = new Map<string, number>();
  #queue: CommandWork[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#queue.length;
  }

  /** False: the actor's mailbox is full. */
  push(work: CommandWork): boolean {
    const waiting = this.#waiting.get(work.stream) ?? 0;
    if (waiting >= this.#limit) return false;
    this.#waiting.set(work.stream, waiting + 1);
    this.#queue.push(work);
    return true;
  }

  take(most: number): CommandWork[] {
    const works = this.#queue.slice(0, most);
    this.#queue = this.#queue.slice(most);
    for (const { stream } of works) this.#leave(stream);
    return works;
  }

  /** To the front: they came before all that waits. */
  putBack(works: readonly CommandWork[]): void {
    for (const { stream } of works) this.#waiting.set(stream, (this.#waiting.get(stream) ?? 0) + 1);
    this.#queue = [...works, ...this.#queue];
  }

  #leave(stream: string): void {
    const left = (this.#waiting.get(stream) ?? 1) - 1;
    if (left > 0) this.#waiting.set(stream, left);
    else this.#waiting.delete(stream);
  }
}
