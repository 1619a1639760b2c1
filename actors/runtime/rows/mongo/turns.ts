/** Work under one name is done in the order it came. Bounded by who asks: a consumer has one move under way. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work);
    const ended: Promise<void> = turn.then(
      () => this.#end(name, ended),
      () => this.#end(name, ended),
    );
    this.#last.set(name, ended);
    return turn;
  }

  #end(name: string, ended: Promise<unknown>): void {
    if (this.#last.get(name) === ended) this.#last.delete(name);
  }
}
