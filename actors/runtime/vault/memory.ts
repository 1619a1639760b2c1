import { realWorld, type World } from '../world.ts';
import {
  checkPersons,
  type KeptPerson,
  keptPerson,
  newKey,
  type PersonKey,
  type Vault,
  VaultUnavailable,
} from './vault.ts';

/** What survives the node. `undefined`: the person was forgotten. */
export type MemorySafe = {
  readonly keys: Map<string, PersonKey | undefined>;
  readonly secrets: Map<string, string>;
};

export const emptySafe = (): MemorySafe => ({ keys: new Map(), secrets: new Map() });

/** Asked before each call; a reason makes the call fail as an engine that cannot work does. */
type Fault = () => string | undefined;

/** A vault in memory: every call is done at once. For tests and the simulator. */
export const memoryVault = (
  world: World = realWorld,
  safe: MemorySafe = emptySafe(),
  fault: Fault = () => undefined,
): Vault => new MemoryVault(world, safe, fault);

class MemoryVault implements Vault {
  readonly #world: World;
  readonly #safe: MemorySafe;
  readonly #fault: Fault;
  #closed = false;

  constructor(world: World, safe: MemorySafe, fault: Fault) {
    this.#fault = fault;
    this.#world = world;
    this.#safe = safe;
  }

  async ensure(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    const { keys } = this.#open(persons);
    for (const person of persons) if (!keys.has(person)) keys.set(person, newKey(this.#world));
    return persons.map((person) => keys.get(person));
  }

  async find(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    const { keys } = this.#open(persons);
    return persons.map((person) => keys.get(person));
  }

  async forget(person: string): Promise<void> {
    this.#open([person]).keys.set(person, undefined);
  }

  async secret(name: string, make: () => string): Promise<string> {
    const { secrets } = this.#open([]);
    const secret = secrets.get(name) ?? make();
    secrets.set(name, secret);
    return secret;
  }

  async secrets(prefix: string): Promise<ReadonlyMap<string, string>> {
    const { secrets } = this.#open([]);
    return new Map([...secrets].filter(([name]) => name.startsWith(prefix)).sort());
  }

  async page(after: string, limit: number): Promise<readonly KeptPerson[]> {
    const names = [...this.#open([]).keys.keys()].filter((name) => name > after).sort();
    return names.slice(0, limit).map((person) => keptPerson(person, this.#safe.keys.get(person)));
  }

  async keep(persons: readonly KeptPerson[]): Promise<void> {
    const { keys } = this.#open(persons.map(({ person }) => person));
    for (const { person, key } of persons) keys.set(person, key);
  }

  async keepSecret(name: string, secret: string): Promise<void> {
    this.#open([]).secrets.set(name, secret);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #open(persons: readonly string[]): MemorySafe {
    checkPersons(persons);
    const reason = this.#closed ? 'it was closed' : this.#fault();
    if (reason) throw new VaultUnavailable(reason);
    return this.#safe;
  }
}
