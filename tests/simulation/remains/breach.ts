/** A promise that was not kept: in a word, and in a sentence. */
export type Breach = { readonly promise: Promised; readonly sentence: string };

export type Promised =
  | 'journal'
  | 'answers'
  | 'deadlines'
  | 'linearizable'
  | 'stock'
  | 'carts'
  | 'orders'
  | 'money'
  | 'ledger'
  | 'figures'
  | 'views'
  | 'feed'
  | 'tenants'
  | 'live';

/** Collects sentences of one promise. */
export class Breaches {
  readonly all: Breach[] = [];
  readonly #promise: Promised;

  constructor(promise: Promised) {
    this.#promise = promise;
  }

  /** `sentence` says what is wrong, if it is. */
  expect(holds: boolean, sentence: () => string): void {
    if (!holds) this.all.push({ promise: this.#promise, sentence: sentence() });
  }
}
