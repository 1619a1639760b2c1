import { parseStream, personOf } from '../../../tenants/isolation.ts';
import type { AnyPersonal } from '../contract.ts';
import type { Message } from '../decider.ts';
import type { PersonKey, Vault } from '../vault/vault.ts';
import type { Answer, Entry } from './entry.ts';
import { isSealed, open, openValue, type Sealed, seal, sealValue } from './sealing.ts';

/** Actor type -> its events' personal fields. */
export type PersonalTypes = { readonly [actorType: string]: AnyPersonal };

/** An entry on its way to the journal, and the person whose key seals its answer. */
export type Draft = {
  readonly entry: Entry;
  readonly person: string | undefined /** The entry unsealed. */;
  readonly line: string;
};

/**
 * Turns entries into lines of a batch and back. Personal fields, and the answers of actors that have any, are sealed
 * with the person's own key; a forgotten person's fields come back as `null`.
 */
export class Codec {
  readonly #personal: PersonalTypes;
  readonly #vault: Vault;

  constructor(personal: PersonalTypes, vault: Vault) {
    this.#personal = personal;
    this.#vault = vault;
  }

  /** The person of the first personal event among these, if there is one. */
  personIn(stream: string, events: readonly Message[]): string | undefined {
    const { tenantId, type } = parseStream(stream);
    const marks = this.#personal[type];
    for (const event of marks ? events : []) {
      const mark = marks?.[event.type];
      if (mark) return personOf(tenantId, String(fieldOf(event, mark.person)));
    }
    return undefined;
  }

  /** One line an entry. Waits for new keys to be durable: a batch is never sealed with a key that could be lost. */
  async encode(drafts: readonly Draft[]): Promise<string[]> {
    const persons = [...new Set(drafts.flatMap((draft) => this.#personsOf(draft)))];
    if (persons.length === 0) return drafts.map(({ line }) => line);
    const keys = await this.#vault.ensure(persons);
    const keyOf = new Map(persons.map((person, place) => [person, keys[place]]));
    return drafts.map((draft) => this.#sealed(draft, keyOf));
  }

  async decode(lines: readonly string[]): Promise<Entry[]> {
    const entries = lines.map((line) => JSON.parse(line) as Entry);
    const sealed = entries.flatMap((entry) => sealedIn(entry));
    if (sealed.length === 0) return entries;
    const persons = [...new Set(sealed.map((value) => value.$person))];
    const keys = await this.#vault.find(persons);
    const keyOf = new Map(persons.map((person, place) => [person, keys[place]]));
    return entries.map((entry) => opened(entry, keyOf));
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

  #personsOf({ entry, person }: Draft): string[] {
    const { tenantId, type } = parseStream(entry.stream);
    const marks = this.#personal[type];
    if (!marks) return [];
    const inEvents = entry.events.flatMap((event) => {
      const mark = marks[event.type];
      return mark ? [personOf(tenantId, String(fieldOf(event, mark.person)))] : [];
    });
    return person ? [...inEvents, person] : inEvents;
  }

  #sealed({ entry, person, line }: Draft, keyOf: ReadonlyMap<string, PersonKey | undefined>): string {
    const { tenantId, type } = parseStream(entry.stream);
    const marks = this.#personal[type];
    if (!marks) return line;
    const events = entry.events.map((event, place) => sealEvent(event, marks, tenantId, placeOf(entry, place), keyOf));
    const key = person && keyOf.get(person);
    if (!person || !key) return JSON.stringify({ ...entry, events });
    const answer = sealValue(entry.answer, person, key, placeOf(entry, 'answer'));
    return JSON.stringify({ ...entry, events, answer });
  }
}

const fieldOf = (message: Message, field: string): unknown => (message as Readonly<Record<string, unknown>>)[field];

const placeOf = (entry: Entry, what: number | string, field = ''): string =>
  `${entry.stream}@${entry.version}:${entry.commandId}:${what}:${field}`;

function sealEvent(
  event: Message,
  marks: AnyPersonal,
  tenantId: string,
  place: string,
  keyOf: ReadonlyMap<string, PersonKey | undefined>,
): unknown {
  const mark = marks[event.type];
  if (!mark) return event;
  const person = personOf(tenantId, String(fieldOf(event, mark.person)));
  const key = keyOf.get(person);
  const fields = mark.fields
    .map((field) => [field, fieldOf(event, field)] as const)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field, value]) => [field, key ? sealValue(value, person, key, place + field) : null] as const);
  return { ...event, ...Object.fromEntries(fields) };
}

const sealedIn = (entry: Entry): Sealed[] =>
  [...entry.events.flatMap((event) => Object.values(event)), entry.answer as unknown].filter(isSealed);

function opened(entry: Entry, keyOf: ReadonlyMap<string, PersonKey | undefined>): Entry {
  const events = entry.events.map((event, place) => openEvent(event, placeOf(entry, place), keyOf));
  const sealed: unknown = entry.answer;
  if (!isSealed(sealed)) return { ...entry, events };
  const answer = openValue(sealed, keyOf.get(sealed.$person), placeOf(entry, 'answer'));
  return { ...entry, events, answer: (answer ?? { result: null }) as Answer };
}

const openEvent = (event: Message, place: string, keyOf: ReadonlyMap<string, PersonKey | undefined>): Message =>
  Object.fromEntries(
    Object.entries(event).map(([field, value]) => [
      field,
      isSealed(value) ? openValue(value, keyOf.get(value.$person), place + field) : value,
    ]),
  ) as Message;
