type Asking = { resolve(isSure: boolean): void; reject(error: Error): void };

/** Who waits to hear that memory holds all that is stored: the next batch that is stored tells so, or a look at the head. */
export class Confirmations {
  #waiting: Asking[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** False: what memory held has been forgotten since. Rejects when the partition is another node's. */
  ask(): Promise<boolean> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** To be told by a batch that begins now: it is after all that they saw. */
  take(): readonly Asking[] {
    return this.#waiting.splice(0);
  }

  putBack(asking: readonly Asking[]): void {
    this.#waiting.unshift(...asking);
  }

  forget(): void {
    for (const { resolve } of this.take()) resolve(false);
  }

  refuse(problem: Error): void {
    for (const { reject } of this.take()) reject(problem);
  }
}
