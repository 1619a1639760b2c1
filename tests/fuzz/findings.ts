/** What was found, one of a kind with its first example. */
export type Finding = { readonly what: string; count: number; readonly example: string };

const mostKinds = 200;

export class Findings {
  readonly #found = new Map<string, Finding>();

  add(what: string, example: () => string): void {
    const known = this.#found.get(what);
    if (known) known.count += 1;
    else if (this.#found.size < mostKinds) this.#found.set(what, { what, count: 1, example: example() });
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()].sort((one, other) => other.count - one.count);
  }

  toString(): string {
    return this.all.map(({ what, count, example }) => `${count} x ${what}\n${example}`).join('\n\n');
  }
}
