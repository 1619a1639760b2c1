import type { Chance } from '../chance.ts';
import type { Spoiler } from '../draft.ts';

type Rewrite = (json: string, chance: Chance) => string | Buffer;

const cut = (json: string, chance: Chance): string => json.slice(0, chance.between(0, Math.max(0, json.length - 1)));

const flipped = (json: string, chance: Chance): Buffer => {
  const bytes = Buffer.from(json);
  for (let count = chance.between(1, 4); count > 0 && bytes.length > 0; count -= 1) {
    bytes[chance.between(0, bytes.length - 1)] = chance.between(0, 255);
  }
  return bytes;
};

const mostBytes = 1_048_576;

/** Ways to spoil the JSON once it is text. */
const rewrites: Readonly<Record<string, readonly [weight: number, rewrite: Rewrite]>> = {
  'cut short': [4, cut],
  'bytes flipped': [4, flipped],
  'no bytes': [1, () => ''],
  'a list': [1, (json) => `[${json}]`],
  'no object': [1, (_, chance) => chance.pick(['null', 'true', '0', '"text"', '-', '[]', '{', '}', '\u0000'])],
  'more behind it': [1, (json, chance) => `${json}${chance.pick(['{}', ',', '\u0000', '//', 'x', '\n\n'])}`],
  'a byte order mark': [1, (json) => `\ufeff${json}`],
  'UTF-16': [1, (json) => Buffer.from(json, 'utf16le')],
  'no UTF-8': [1, (json) => Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xc3, 0x28, 0x7d])])],
  'JavaScript, not JSON': [1, (json) => json.replaceAll('"', "'")],
  'a field twice': [2, (json) => json.replace(/^\{("[^"]+":)/, '{$1null,$1')],
  'its prototype': [2, (json) => json.replace(/^\{/, '{"__proto__":{"roles":["operator"]},')],
  'a number without end': [1, (json) => json.replace(/\d+/, '1e400')],
  'a number of many digits': [1, (json) => json.replace(/\d+/, '9'.repeat(400))],
  'much white space': [1, (json, chance) => `${' '.repeat(chance.between(1, 100_000))}${json}`],
  'brackets without end': [1, (_, chance) => '['.repeat(chance.pick([100, 5_000, 100_000]))],
  'just below 1 MB': [0.2, (json) => json.replace(/^\{/, `{"pad":"${'x'.repeat(mostBytes - json.length - 10)}",`)],
  'over 1 MB': [0.2, (json, chance) => `${json}${' '.repeat(chance.pick([mostBytes, 2 * mostBytes, 9 * mostBytes]))}`],
  'one long text': [0.3, () => `{"q":"${'\\u0000'.repeat(60_000)}"}`],
  'very many fields': [0.3, () => `{${Array.from({ length: 20_000 }, (_, at) => `"f${at}":0`).join()}}`],
};

const weights = Object.fromEntries(Object.entries(rewrites).map(([name, [weight]]) => [name, weight]));

export const textSpoiler: Spoiler = (draft, { chance }) => {
  if (draft.json === undefined && draft.body === undefined) return undefined;
  const name = chance.weighted(weights);
  const before = draft.body?.toString() ?? JSON.stringify(draft.json);
  draft.body = Buffer.from((rewrites[name] as [number, Rewrite])[1](before, chance));
  return `the body: ${name}`;
};

const contentTypes: readonly string[] = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json;charset="utf-8"',
  'application/vnd.api+json',
  'application/json, text/plain',
  'APPLICATION/JSON',
  'json',
  '',
  '*/*',
  `application/json; ${'x'.repeat(2_000)}`,
  `application/${'a+'.repeat(500)}json`,
];

export const typeSpoiler: Spoiler = (draft, { chance }) => {
  const type = chance.pick(contentTypes);
  draft.fields = [...draft.fields.filter(([name]) => name !== 'Content-Type'), ['Content-Type', type]];
  return `Content-Type: ${type.slice(0, 40)}`;
};
