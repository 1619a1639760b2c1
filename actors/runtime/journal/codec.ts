import { parseStream, personOf } from '../../../tenants/isolation.ts';
import type { AnyPersonal } from '../contract.ts';
import type { Message } from '../decider.ts';
import type { PersonKey, Vault } from '../vault/vault.ts';
import type { Cancel } from '../world.ts';
import type { Answer, Entry } from './entry.ts';
import { open, openFields, type Sealed, seal, sealFields } from './sealing.ts';

/** Actor type -> its events' personal fields. */
export type PersonalTypes = { readonly [actorType: string]: AnyPersonal };

/** An entry on its way to the journal, and the person whose key seals its answer. */
export type Draft = {
  readonly entry: Entry;
  readonly person: string | undefined;
  /** The entry unsealed. */
  readonly line: string;
};

type Keys = ReadonlyMap<string, PersonKey | undefined>;
type SealedEvent = Message & { readonly $sealed?: Sealed };
/** As it stands in the journal: what is sealed lies beside what is not. */
type StoredEntry = Omit<Entry, 'events' | 'answer' | 'bodyHash'> & {
  readonly events: readonly SealedEvent[];
  readonly answer?: Answer;
  readonly bodyHash?: string;
  /** Both, for a guess at a person's data could be proved by its hash. */
  readonly $answer?: Sealed;
};

/**
 * Turns entries into lines of a batch and back. Personal fields, and the answers of actors that have any, are sealed
 * with the person's own key; a forgotten person's fields come back as `null`.
 */
export class Codec {
  readonly #personal: PersonalTypes;
  readonly #vault: Vault;
  readonly #hearers = new Set<(person: string) => void>();

  constructor(personal: PersonalTypes, vault: Vault) {
    this.#personal = personal;
    this.#vault = vault;
  }

  /** For good: the key goes, and what memory holds of the person after it. */
  async forget(person: string): Promise<void> {
    await this.#vault.forget(person);
    this.forgotten(person);
  }

  /** The key is gone already. */
  forgotten(person: string): void {
    for (const hear of this.#hearers) hear(person);
  }

  onForgotten(hear: (person: string) => void): Cancel {
    this.#hearers.add(hear);
    return () => void this.#hearers.delete(hear);
  }

  /** The person of the first personal event among these, if there is one. */
  personIn(stream: string, events: readonly Message[]): string | undefined {
    const marks = this.#marksOf(stream);
    if (!marks) return undefined;
    const event = events.find(({ type }) => marks[type]);
    return event && personOfEvent(event, marks, stream);
  }

  /** One line an entry. Waits for new keys to be durable: a batch is never sealed with a key that could be lost. */
  async encode(drafts: readonly Draft[]): Promise<string[]> {
    const persons = new Set(drafts.flatMap((draft) => this.#personsOf(draft)));
    if (persons.size === 0) return drafts.map(({ line }) => line);
    const keys = await this.#keys([...persons], 'ensure');
    return drafts.map((draft) => this.#sealed(draft, keys));
  }

  async decode(lines: readonly string[]): Promise<Entry[]> {
    const stored = lines.map((line) => JSON.parse(line) as StoredEntry);
    const persons = new Set(stored.flatMap(personsIn));
    if (persons.size === 0) return stored as unknown as Entry[];
    const keys = await this.#keys([...persons], 'find');
    return stored.map((entry) => opened(entry, keys));
  }

  async sealSnapshot(bytes: Uint8Array, person: string | undefined, stream: string): Promise<Uint8Array | undefined> {
    if (!person) return bytes;
    const [key] = await this.#vault.ensure([person]);
    return key && seal(bytes, key, stream);
  }

  /** Undefined: the person is forgotten, so the actor is made from its events. */
  async openSnapshot(bytes: Uint8Array, person: string | undefined, stream: string): Promise<Uint8Array | undefined> {
    if (!person) return bytes;
    const [key] = await this.#vault.find([person]);
    return key && open(bytes, key, stream);
  }

  async #keys(persons: readonly string[], how: 'ensure' | 'find'): Promise<Keys> {
    const keys = await this.#vault[how](persons);
    return new Map(persons.map((person, place) => [person, keys[place]]));
  }

  #marksOf(stream: string): AnyPersonal | undefined {
    return this.#personal[parseStream(stream).type];
  }

  #personsOf({ entry, person }: Draft): string[] {
    const marks = person === undefined ? undefined : this.#marksOf(entry.stream);
    if (!marks || person === undefined) return [];
    const personal = entry.events.filter(({ type }) => marks[type]);
    return [person, ...personal.map((event) => personOfEvent(event, marks, entry.stream))];
  }

  #sealed({ entry, person, line }: Draft, keys: Keys): string {
    const marks = person === undefined ? undefined : this.#marksOf(entry.stream);
    if (!marks || person === undefined) return line;
    const { answer, bodyHash, ...rest } = entry;
    const events = entry.events.map((event, place) => sealEvent(event, marks, entry, place, keys));
    const $answer = sealFields({ answer, bodyHash }, person, keys.get(person), placeOf(entry, 'answer'));
    return JSON.stringify({ ...rest, events, $answer } satisfies StoredEntry);
  }
}

const fieldOf = (message: Message, field: string): unknown => (message as Readonly<Record<string, unknown>>)[field];

const personOfEvent = (event: Message, marks: AnyPersonal, stream: string): string =>
  personOf(parseStream(stream).tenantId, String(fieldOf(event, marks[event.type]?.person ?? '')));

const placeOf = (entry: Pick<Entry, 'stream' | 'version' | 'commandId'>, what: number | string): string =>
  `${entry.stream}@${entry.version}:${entry.commandId}:${what}`;

function sealEvent(event: Message, marks: AnyPersonal, entry: Entry, place: number, keys: Keys): SealedEvent {
  const mark = marks[event.type];
  if (!mark) return event;
  const person = personOfEvent(event, marks, entry.stream);
  const isHidden = ([field, value]: [string, unknown]) => mark.fields.includes(field) && value !== null;
  const all = Object.entries(event);
  const hidden = Object.fromEntries(all.filter((one) => isHidden(one)));
  const shown = Object.fromEntries(all.filter((one) => !isHidden(one))) as Message;
  return { ...shown, $sealed: sealFields(hidden, person, keys.get(person), placeOf(entry, place)) };
}

const personsIn = ({ events, $answer }: StoredEntry): string[] => [
  ...events.flatMap(({ $sealed }) => ($sealed ? [$sealed.person] : [])),
  ...($answer ? [$answer.person] : []),
];

function opened({ $answer, ...entry }: StoredEntry, keys: Keys): Entry {
  const events = entry.events.map((event, place) => openEvent(event, placeOf(entry, place), keys));
  if (!$answer) return { ...entry, events } as Entry;
  const { answer, bodyHash } = openFields($answer, keys.get($answer.person), placeOf(entry, 'answer'));
  return { ...entry, events, answer: (answer ?? { result: null }) as Answer, bodyHash: String(bodyHash ?? '') };
}

const openEvent = ({ $sealed, ...event }: SealedEvent, place: string, keys: Keys): Message =>
  $sealed ? { ...event, ...openFields($sealed, keys.get($sealed.person), place) } : event;
