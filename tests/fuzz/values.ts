import type { Chance } from './chance.ts';
import type { ApiDocument, Schema } from './document.ts';

/** What a field of this name should hold here, if anything is known. */
export type Hints = (field: string) => unknown;

type Making = { readonly document: ApiDocument; readonly chance: Chance; readonly hints: Hints; readonly word: string };

const mostItems = 3;

/** A value that fits the schema, of things that are really there where a field's name says which. */
export function sampleOf(making: Making, given: Schema, field = ''): unknown {
  const { document, chance, hints } = making;
  const schema = document.resolve(given);
  const known = hints(field);
  const types = [schema.type ?? []].flat();
  if (known !== undefined && types.includes(kindOf(known)) && chance.is(0.9)) return known;
  if (schema.anyOf) return sampleOf(making, chance.pick(schema.anyOf), field);
  if (Array.isArray(schema.enum)) return chance.pick(schema.enum as unknown[]);
  switch (chance.pick(types.length > 0 ? types : ['string'])) {
    case 'object':
      return objectOf(making, schema);
    case 'array':
      return Array.from({ length: itemCount(chance, schema) }, () => sampleOf(making, schema.items ?? {}, field));
    case 'integer':
    case 'number':
      return numberOf(chance, schema);
    case 'boolean':
      return chance.is(0.5);
    case 'null':
      return null;
    default:
      return textOf(making, schema);
  }
}

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const itemCount = (chance: Chance, { minItems = 0, maxItems = mostItems }: Schema): number =>
  chance.between(Math.max(Number(minItems), 0), Math.max(Number(minItems), Math.min(Number(maxItems), mostItems)));

function objectOf(making: Making, { properties = {}, patternProperties = {}, required = [] }: Schema): unknown {
  const { chance } = making;
  const chosen = Object.entries(properties).filter(([name]) => required.includes(name) || chance.is(0.4));
  const fields = chosen.map(([name, schema]) => [name, sampleOf(making, schema, name)] as const);
  const patterned = Object.entries(patternProperties).flatMap(([pattern, schema]) =>
    chance.is(0.8) ? [[pattern.includes('[A-Z]{3}') ? 'GBP' : 'Size', sampleOf(making, schema)] as const] : [],
  );
  return Object.fromEntries([...fields, ...patterned]);
}

function numberOf(chance: Chance, { minimum = 0, maximum = 1_000 }: Schema): number {
  const [least, most] = [Number(minimum), Number(maximum)];
  if (chance.is(0.1)) return chance.pick([least, most]);
  return chance.between(least, Math.min(most, least + (chance.is(0.8) ? 20 : 100_000)));
}

const wordsOfTexts = ['blue', 'small', 'Harbour', 'mug', 'No 7', 'ünïcödé', "O'Neill", '12 High Street', 'ab'] as const;

function textOf({ chance, word }: Making, { pattern, format, minLength = 0, maxLength = 1_000 }: Schema): string {
  if (typeof pattern === 'string') return patterned(chance, pattern);
  if (format === 'email') return `${word}-${chance.between(1, 40)}@fuzz.example`.toLowerCase();
  if (format === 'uri') return 'https://images.example/one.jpg';
  if (format === 'date-time') return '2026-11-22T09:00:00.000Z';
  const text = `${chance.pick(wordsOfTexts)} ${word} ${chance.between(1, 999)}`;
  return text.padEnd(Number(minLength), 'x').slice(0, Number(maxLength));
}

const forms: readonly (readonly [part: string, sample: string])[] = [
  ['[A-Z]{3}', 'GBP'],
  ['[A-Z]{2}', 'GB'],
  ['[A-Za-z]{2,3}', 'en-GB'],
];

const patterned = (chance: Chance, pattern: string): string =>
  forms.find(([part]) => pattern.includes(part))?.[1] ?? `thing-${chance.between(1, 99_999)}`;
