type Ask<Found> = (names: readonly string[]) => Promise<Found>;

/** Who asks while another's asking is under way is asked for together with all who do so, once that is done. */
export class Gathering<Found> {
  readonly #ask: Ask<Found>;
  readonly #names = new Set<string>();
  #next: Promise<Found> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ask: Ask<Found>) {
    this.#ask = ask;
  }

  /** What was found for all who were gathered. */
  ask(names: readonly string[]): Promise<Found> {
    for (const name of names) this.#names.add(name);
    this.#next ??= this.#last.then(() => this.#askForAll());
    return this.#next;
  }

  #askForAll(): Promise<Found> {
    const names = [...this.#names];
    this.#names.clear();
    this.#next = undefined;
    const asking = this.#ask(names);
    this.#last = asking.catch(() => undefined);
    return asking;
  }
}
