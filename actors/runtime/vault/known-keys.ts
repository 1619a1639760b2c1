import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import type { PersonKey } from './vault.ts';

const keysInMemory = 50_000;
const forgotten = 'forgotten';

type Known = PersonKey | typeof forgotten;

/** Most persons of a moment are known: their keys cost no way to the engine. */
export class KnownKeys {
  readonly #known: LRUCache<string, Known>;

  /** `heldMs`: how long a key is believed where other processes may forget it; for good where there are none. */
  constructor(heldMs = 0) {
    this.#known = new LRUCache({ ...atMost(keysInMemory), ttl: heldMs });
  }

  /** In their order; asks the engine for those that are not known, once for each. */
  async of(
    persons: readonly string[],
    ask: (unknown: readonly string[]) => Promise<readonly (PersonKey | undefined)[]>,
  ): Promise<(PersonKey | undefined)[]> {
    const found = new Map(persons.map((person) => [person, this.#known.get(person)]));
    const unknown = [...found.keys()].filter((person) => found.get(person) === undefined);
    const keys = unknown.length > 0 ? await ask(unknown) : [];
    unknown.forEach((person, place) => {
      found.set(person, this.#remember(person, keys[place]));
    });
    return persons.map((person) => keyOf(found.get(person)));
  }

  /** A person who was forgotten while we asked stays forgotten. */
  #remember(person: string, key: PersonKey | undefined): Known | undefined {
    if (this.#known.get(person) === forgotten) return forgotten;
    if (key) this.#known.set(person, key);
    return key;
  }

  async forget(person: string, forget: () => Promise<void>): Promise<void> {
    // For good, unlike a key: who asked before may be answered long after.
    this.#known.set(person, forgotten, { ttl: 0 });
    try {
      await forget();
    } catch (error) {
      this.#known.delete(person);
      throw error;
    }
  }

  clear(): void {
    this.#known.clear();
  }
}

const keyOf = (known: Known | undefined): PersonKey | undefined => (known === forgotten ? undefined : known);
