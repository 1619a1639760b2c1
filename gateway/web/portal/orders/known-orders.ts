import type { ListChange } from '../../../../realtime/protocol.ts';

/**
 * Which orders a page has heard of: what is new and changed in one moment comes as `changed`, and what came while the
 * page was cut off stands in the next state.
 */
export class KnownOrders {
  #known: Set<string> | undefined;

  /** The newest of the list: how many of them are new. Of the first sight none is. */
  seen(ids: readonly string[]): number {
    const count = this.#known === undefined ? 0 : this.#unknown(ids).length;
    this.#learn(ids);
    return count;
  }

  /** How many of the changes are new orders. */
  heard(changes: readonly ListChange[]): number {
    const ids = changes.filter(({ what }) => what !== 'gone').map(({ id }) => id);
    const fresh = this.#unknown(ids);
    this.#learn(ids);
    return fresh.length;
  }

  #unknown(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => !this.#known?.has(id));
  }

  #learn(ids: readonly string[]): void {
    this.#known ??= new Set();
    for (const id of ids) this.#known.add(id);
  }
}
