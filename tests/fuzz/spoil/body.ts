import type { Chance } from '../chance.ts';
import type { Draft, Spoiler } from '../draft.ts';
import { deep, nastyName, nastyNumber, nastyText, nastyValue } from '../nasty.ts';

type Thing = Record<string, unknown>;
type Step = string | number;

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place inside a value, the value itself first. */
function placesOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value) ? value.map((one, at) => [at, one] as const) : Object.entries(value);
  return [path, ...inside.flatMap(([step, one]) => placesOf(one, [...path, step]))];
}

/** The value with what stands at a place changed; `__proto__` becomes a field like any other. */
function changed(value: unknown, [step, ...rest]: readonly Step[], change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? changed(one, rest, change) : one));
  return Object.fromEntries(
    Object.entries(value as Thing).map(([name, one]) => [name, name === step ? changed(one, rest, change) : one]),
  );
}

function change(draft: Draft, chance: Chance, fits: (value: unknown) => boolean, to: (old: unknown) => unknown) {
  const places = placesOf(draft.json).filter((path) => path.length > 0 && fits(at(draft.json, path)));
  if (places.length === 0) return undefined;
  const place = chance.pick(places);
  draft.json = changed(draft.json, place, to);
  return place.join('.');
}

const at = (value: unknown, path: readonly Step[]): unknown =>
  path.reduce((inner, step) => (inner as Record<Step, unknown>)[step], value);

const anything = () => true;

const labelled = (says: string, place: string | undefined) => (place === undefined ? undefined : `${says} at ${place}`);

const wrongKind: Spoiler = (draft, { chance }) =>
  labelled(
    'another value',
    change(draft, chance, anything, () => nastyValue(chance)),
  );

const oddText: Spoiler = (draft, { chance }) =>
  labelled(
    'an odd text',
    change(
      draft,
      chance,
      (value) => typeof value === 'string',
      (old) => (chance.is(0.5) ? nastyText(chance) : `${old}${nastyText(chance)}`),
    ),
  );

const oddNumber: Spoiler = (draft, { chance }) =>
  labelled(
    'an odd number',
    change(
      draft,
      chance,
      (value) => typeof value === 'number',
      () => nastyNumber(chance),
    ),
  );

const manyItems: Spoiler = (draft, { chance }) =>
  labelled(
    'many items',
    change(draft, chance, Array.isArray, (old) => {
      const items = old as unknown[];
      return Array.from({ length: chance.pick([21, 101, 2_001, 5_000]) }, () => items[0] ?? 'x');
    }),
  );

const missing: Spoiler = (draft, { chance }) => {
  const things = placesOf(draft.json).filter((path) => Object.keys(asThing(at(draft.json, path))).length > 0);
  if (things.length === 0) return undefined;
  const place = chance.pick(things);
  const gone = chance.pick(Object.keys(asThing(at(draft.json, place))));
  draft.json = changed(draft.json, place, (old) =>
    Object.fromEntries(Object.entries(old as Thing).filter(([name]) => name !== gone)),
  );
  return `no ${[...place, gone].join('.')}`;
};

const asThing = (value: unknown): Thing => (isThing(value) ? value : {});

const extra: Spoiler = (draft, { chance }) => {
  const things = placesOf(draft.json).filter((path) => isThing(at(draft.json, path)));
  if (things.length === 0) return undefined;
  const [place, name] = [chance.pick(things), nastyName(chance)];
  draft.json = changed(draft.json, place, (old) =>
    Object.fromEntries([...Object.entries(old as Thing), [name, nastyValue(chance)]]),
  );
  return `one more: ${[...place, name].join('.')}`;
};

const veryDeep: Spoiler = (draft, { chance }) =>
  labelled(
    'very deep',
    change(draft, chance, anything, () => deep(chance.pick([18, 19, 21, 200]))),
  );

/** A thing of the other tenant where one of ours should be named. */
const foreign: Spoiler = (draft, { chance }) =>
  labelled(
    'a thing of others',
    change(
      draft,
      chance,
      (value) => typeof value === 'string' && /^(cart|prod|ven|cat|adr|shp|acc)_/.test(value),
      (old) => {
        const word = String(old).startsWith('prod_') && /-\d+$/.test(String(old)) ? 'inventory' : wordOf(String(old));
        return draft.other.pool.any(word, chance) ?? old;
      },
    ),
  );

const words: Readonly<Record<string, string>> = {
  cart: 'carts',
  prod: 'products',
  ven: 'vendors',
  cat: 'categories',
  adr: 'addresses',
  shp: 'shipments',
  acc: 'customers',
};

const wordOf = (id: string): string => words[id.slice(0, id.indexOf('_'))] ?? '';

/** Ways to spoil the value before it becomes text; only where there is one. */
export const bodySpoilers: Readonly<Record<string, readonly [weight: number, spoiler: Spoiler]>> = {
  wrongKind: [5, wrongKind],
  oddText: [5, oddText],
  oddNumber: [4, oddNumber],
  manyItems: [1, manyItems],
  missing: [3, missing],
  extra: [3, extra],
  veryDeep: [1, veryDeep],
  foreign: [2, foreign],
};
