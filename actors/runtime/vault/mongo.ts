import type { Collection } from 'mongodb';
import { isDuplicate, MongoConnection, type MongoOptions, type Within, type Work } from '../mongo/connection.ts';
import { prepareSchema } from '../mongo/schema.ts';
import { realWorld } from '../world.ts';
import { Gathering } from './gathering.ts';
import { KnownKeys } from './known-keys.ts';
import {
  checkPersons,
  type KeptPerson,
  keptPerson,
  newKey,
  type PersonKey,
  type Vault,
  VaultUnavailable,
} from './vault.ts';

/** The vault in a database of its own, for any number of nodes. */
export const mongoVault = (options: MongoOptions): Vault => new MongoVault(options);

/** A person who was forgotten through another node is readable here for so long at most. */
const heldMs = 5_000;

/** Without a key: the person was forgotten, and stays so. */
type PersonDocument = { readonly _id: string; readonly key?: PersonKey };
type SecretDocument = { readonly _id: string; readonly secret: string };

class MongoVault implements Vault {
  readonly #connection: MongoConnection;
  readonly #persons: Collection<PersonDocument>;
  readonly #secrets: Collection<SecretDocument>;
  readonly #known = new KnownKeys(heldMs);
  readonly #making = new Gathering((persons: readonly string[]) => this.#run((within) => this.#make(within, persons)));
  #isChecked = false;

  constructor(options: MongoOptions) {
    this.#connection = new MongoConnection(options, (reason, cause) => new VaultUnavailable(reason, cause));
    this.#persons = this.#connection.db.collection('persons');
    this.#secrets = this.#connection.db.collection('secrets');
  }

  ensure(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    return this.#keys(persons, (unknown) => this.#making.ask(unknown));
  }

  find(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    return this.#keys(persons, (unknown) => this.#run((within) => this.#read(within, unknown)));
  }

  async #keys(
    persons: readonly string[],
    ask: (unknown: readonly string[]) => Promise<ReadonlyMap<string, PersonDocument>>,
  ): Promise<(PersonKey | undefined)[]> {
    checkPersons(persons);
    return this.#known.of(persons, async (unknown) => {
      const found = await ask(unknown);
      return unknown.map((person) => keyIn(found.get(person)));
    });
  }

  async #read(within: Within, persons: readonly string[]): Promise<Map<string, PersonDocument>> {
    const found = await this.#persons.find({ _id: { $in: [...persons] } }, within).toArray();
    return new Map(found.map((document) => [document._id, document]));
  }

  async #make(within: Within, persons: readonly string[]): Promise<Map<string, PersonDocument>> {
    const found = await this.#read(within, persons);
    const missing = persons.filter((person) => !found.has(person));
    if (missing.length === 0) return found;
    const makes = missing.map((person) => ({
      updateOne: { filter: { _id: person }, update: { $setOnInsert: { key: newKey(realWorld) } }, upsert: true },
    }));
    await this.#persons.bulkWrite(makes, { ...within, ordered: false }).catch(unlessDuplicate);
    return this.#read(within, persons);
  }

  forget(person: string): Promise<void> {
    return this.#known.forget(person, async () => {
      const forgotten = { $unset: { key: '' as const } };
      await this.#run((within) => this.#persons.updateOne({ _id: person }, forgotten, { ...within, upsert: true }));
    });
  }

  async secret(name: string, make: () => string): Promise<string> {
    return this.#run(async (within) => {
      const found = await this.#secrets.findOne({ _id: name }, within);
      if (found) return found.secret;
      const kept = { $setOnInsert: { secret: make() } };
      await this.#secrets.updateOne({ _id: name }, kept, { ...within, upsert: true }).catch(unlessDuplicate);
      return (await this.#secrets.findOne({ _id: name }, within))?.secret as string;
    });
  }

  async secrets(prefix: string): Promise<ReadonlyMap<string, string>> {
    const range = { _id: { $gte: prefix, $lt: `${prefix}\u{10ffff}` } };
    const found = await this.#run((within) => this.#secrets.find(range, within).sort({ _id: 1 }).toArray());
    return new Map(found.map(({ _id, secret }) => [_id, secret]));
  }

  async page(after: string, limit: number): Promise<readonly KeptPerson[]> {
    const found = await this.#run((within) =>
      this.#persons
        .find({ _id: { $gt: after } }, within)
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(({ _id, key }) => keptPerson(_id, key));
  }

  async keep(persons: readonly KeptPerson[]): Promise<void> {
    checkPersons(persons.map(({ person }) => person));
    const puts = persons.map(({ person, key }) => ({
      replaceOne: { filter: { _id: person }, replacement: key ? { key } : {}, upsert: true },
    }));
    if (puts.length > 0) await this.#run((within) => this.#persons.bulkWrite(puts, { ...within, ordered: false }));
    this.#known.clear();
  }

  async keepSecret(name: string, secret: string): Promise<void> {
    await this.#run((within) =>
      this.#secrets.updateOne({ _id: name }, { $set: { secret } }, { ...within, upsert: true }),
    );
  }

  async #run<Result>(work: Work<Result>): Promise<Result> {
    const { db } = this.#connection;
    if (!this.#isChecked) await this.#connection.run((within) => prepareSchema(db, within, 'vault', vaultSchema));
    this.#isChecked = true;
    return this.#connection.run(work);
  }

  close(): Promise<void> {
    this.#known.clear();
    return this.#connection.close();
  }
}

const vaultSchema = { version: 1, indexes: {} };

const keyIn = (document: PersonDocument | undefined): PersonKey | undefined =>
  document?.key && new Uint8Array(document.key);

/** Another node was there first: what it made is there to be read. */
function unlessDuplicate(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}
