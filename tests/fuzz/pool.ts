import type { Chance } from './chance.ts';
import type { Field } from './request.ts';

/** A cart and what opens it, with the total it was seen at: enough to buy it. */
export type SeenCart = {
  readonly id: string;
  readonly total: unknown;
  readonly isEmpty: boolean;
  readonly fields: readonly Field[];
  readonly who: string;
};

const mostOfAKind = 60;

/** The ids that Souk makes, by the word that stands before them in a path. */
const kinds: readonly (readonly [word: string, form: RegExp])[] = [
  ['fulfilments', /^cart_\w+-\d+-f\d+$/],
  ['orders', /^cart_\w+-\d+$/],
  ['carts', /^cart_\w+$/],
  ['inventory', /^prod_\w+-\d+$/],
  ['products', /^prod_\w+$/],
  ['vendors', /^ven_\w+$/],
  ['categories', /^cat_\w+$/],
  ['addresses', /^adr_\w+$/],
  ['shipments', /^shp_\w+$/],
  ['customers', /^acc_\w+$/],
];

const ids = /"((?:cart|prod|ven|cat|adr|shp|acc)_[a-z0-9]{16,26}(?:-\d+)?(?:-f\d+)?)"/g;
const secrets = /"(token|refreshToken)":"([^"\\]{8,1000})"/g;
const nextPage = /"next":"([^"\\]+)"/;

/** What is known of one tenant: learnt of its answers, so that later requests reach what earlier ones made. */
export class Pool {
  readonly #known = new Map<string, string[]>();
  readonly carts: SeenCart[] = [];

  /** The last `mostOfAKind` are kept. */
  add(word: string, id: string): void {
    const known = this.#known.get(word) ?? [];
    this.#known.set(word, known);
    if (known.includes(id)) return;
    known.push(id);
    if (known.length > mostOfAKind) known.shift();
  }

  /** `asked`: the operation whose answer it is. What stood in the request, `said`, is an echo and no news. */
  learn(text: string, asked = '', said = ''): void {
    const [, next] = nextPage.exec(text) ?? [];
    if (next) this.add(`next of ${asked}`, next);
    for (const [, id = ''] of text.matchAll(ids)) {
      const kind = kinds.find(([, form]) => form.test(id));
      if (kind && !said.includes(id)) this.add(kind[0], id);
    }
    for (const [, word = '', secret = ''] of text.matchAll(secrets)) this.add(word, secret);
  }

  /** A cart that can be bought, or could be a moment ago. */
  sawCart(cart: SeenCart): void {
    this.dropCart(cart.id);
    this.carts.push(cart);
    if (this.carts.length > mostOfAKind) this.carts.shift();
  }

  /** It was bought, or cannot be any more. */
  dropCart(gone: string): void {
    const at = this.carts.findIndex(({ id }) => id === gone);
    if (at >= 0) this.carts.splice(at, 1);
  }

  /** What everybody looks at just now. */
  latest(word: string): string | undefined {
    return this.#known.get(word)?.at(-1);
  }

  any(word: string, chance: Chance): string | undefined {
    const known = this.#known.get(word);
    return known && known.length > 0 ? chance.pick(known) : undefined;
  }
}
