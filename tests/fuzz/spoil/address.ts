import type { Chance } from '../chance.ts';
import type { Draft, Spoiler } from '../draft.ts';
import { nastyText } from '../nasty.ts';

/** As a client would send it, and as no client would: raw bytes beyond ASCII are sent one byte a letter. */
function encoded(text: string, chance: Chance): string {
  if (chance.is(0.1)) return Buffer.from(text.replaceAll(/[\r\n ]/g, '+')).toString('latin1');
  return encodeURIComponent(text.toWellFormed());
}

const rawWords: readonly string[] = [
  '%00',
  '%E0%A4%A',
  '%',
  '%zz',
  '%2e%2e',
  '..',
  '.',
  '..;',
  ';a=b',
  '%2f',
  '..%2f..%2fetc%2fpasswd',
  '%252e%252e',
  '%ff%fe',
  '%C0%AF',
  '%ED%A0%80',
  '{id}',
  '__proto__',
  'constructor',
  'toString',
  '\\..\\',
  '%5c',
  '~',
  '*',
  '[]',
  '%0d%0aX-Injected:%20yes',
  'x'.repeat(129),
  'x'.repeat(4_000),
];

/** Where a path's parameter stands. */
const parameterPlaces = ({ operation }: Draft): number[] =>
  operation.place
    .slice(1)
    .split('/')
    .flatMap((word, at) => (word.startsWith('{') ? [at] : []));

const oddParameter: Spoiler = (draft, { chance }) => {
  const places = parameterPlaces(draft);
  if (places.length === 0) return undefined;
  const at = chance.pick(places);
  draft.segments[at] = chance.is(0.5) ? chance.pick(rawWords) : encoded(nastyText(chance), chance);
  return 'an odd name in the path';
};

const foreignParameter: Spoiler = (draft, { chance }) => {
  const at = parameterPlaces(draft).find((place) => draft.segments[place] !== undefined);
  const word = at === undefined ? undefined : draft.segments[at - 1];
  const theirs = word && draft.other.pool.any(word, chance);
  if (at === undefined || !theirs || word === 'tenants') return undefined;
  draft.segments[at] = theirs;
  draft.foreignId = theirs;
  return 'a thing of others in the path';
};

/** The id of another kind of thing. */
const otherKind: Spoiler = (draft, { chance }) => {
  const places = parameterPlaces(draft);
  const word = chance.pick(['orders', 'carts', 'products', 'vendors', 'inventory', 'customers', 'fulfilments']);
  const id = draft.side.pool.any(word, chance);
  if (places.length === 0 || !id) return undefined;
  draft.segments[chance.pick(places)] = id;
  return `the id of one of the ${word} in the path`;
};

const oddPath: Spoiler = (draft, { chance }) => {
  const tricks: Readonly<Record<string, (segments: string[]) => string[]>> = {
    'a slash at the end': (segments) => [...segments, ''],
    'two slashes': (segments) => segments.toSpliced(chance.between(1, segments.length), 0, ''),
    'a segment more': (segments) => [...segments, chance.pick(rawWords)],
    'a segment less': (segments) => segments.slice(0, -1),
    'a way round': (segments) => segments.toSpliced(1, 0, chance.pick(['..', '..;', '.', '%2e%2e']), segments[1] ?? ''),
    'capital letters': (segments) => segments.map((segment) => segment.toUpperCase()),
    'a parameter behind a semicolon': (segments) =>
      segments.map((segment, at) => (at === 1 ? `${segment};v=1` : segment)),
    'encoded letters': (segments) => segments.map((segment) => segment.replace('e', '%65')),
    'very many segments': (segments) => [...segments, ...Array.from({ length: 1_500 }, () => 'a')],
  };
  const name = chance.pick(Object.keys(tricks));
  draft.segments = (tricks[name] as (segments: string[]) => string[])(draft.segments);
  return name;
};

const oddQuery: Spoiler = (draft, { chance }) => {
  const known = draft.operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const name = chance.pick([...known, ...known, 'colour', '__proto__', 'constructor', 'id', '']);
  const text = chance.is(0.2) ? chance.pick(rawWords) : encoded(nastyText(chance), chance);
  draft.query.push([encodeURIComponent(name), text]);
  return `an odd ${name || 'nameless'} in the query`;
};

const longQuery: Spoiler = (draft, { chance }) => {
  const count = chance.between(20, 600);
  for (let at = 0; at < count; at += 1) draft.query.push([chance.is(0.5) ? 'limit' : `f${at}`, String(at)]);
  return `${count} fields more in the query`;
};

const inQueryToo: Spoiler = (draft, { chance }) => {
  const names = Object.keys((draft.json ?? {}) as object);
  if (names.length === 0) return undefined;
  const name = chance.pick(names);
  const inside = (draft.json as Record<string, unknown>)[name];
  const value = typeof inside === 'string' ? inside : `${JSON.stringify(inside)}`;
  draft.query.push([encodeURIComponent(name), encoded(chance.is(0.5) ? value : nastyText(chance), chance)]);
  return `${name} in the query too`;
};

export const addressSpoilers: Readonly<Record<string, readonly [weight: number, spoiler: Spoiler]>> = {
  oddParameter: [5, oddParameter],
  foreignParameter: [5, foreignParameter],
  otherKind: [2, otherKind],
  oddPath: [2, oddPath],
  oddQuery: [4, oddQuery],
  longQuery: [0.5, longQuery],
  inQueryToo: [1, inQueryToo],
};
