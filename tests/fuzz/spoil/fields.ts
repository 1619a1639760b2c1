import type { Chance } from '../chance.ts';
import type { Draft, Spoiler, Workbench } from '../draft.ts';
import { type Field, withField, withoutField } from '../request.ts';

type Making = (draft: Draft, bench: Workbench) => readonly string[];

const bearer = (fields: readonly Field[]): string => fields.find(([name]) => name === 'Authorization')?.[1] ?? '';

const long = (length: number): string => 'x'.repeat(length);

const noAlgorithm = (token: string): string =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1] ?? ''}.`;

const tampered = (token: string, chance: Chance): string => {
  const at = chance.between(7, Math.max(7, token.length - 1));
  return `${token.slice(0, at)}${chance.pick(['A', '_', '.', '='])}${token.slice(at + 1)}`;
};

/** Values of header fields that a server may stumble over. */
const values: Readonly<Record<string, Making>> = {
  Authorization: (draft, { chance, town }) => {
    const token = bearer(draft.fields) || bearer(draft.side.people.shopper ?? []);
    const theirs = bearer(draft.other.people[chance.pick(['shopper', 'operator', 'owner'])] ?? []);
    return [
      ...[
        'Bearer',
        'Bearer ',
        'Bearer a.b.c',
        'bearer null',
        'Basic YTpi',
        'Digest x',
        long(9_000),
        `Bearer ${long(6_000)}`,
      ],
      ...[tampered(token, chance), `Bearer ${noAlgorithm(token)}`, `${token} ${token}`, token.replace(' ', '\t')],
      ...[theirs, theirs, theirs, bearer(town.root), token.toLowerCase()],
    ];
  },
  'Souk-Tenant': ({ other }) => [
    ...[
      other.tenant,
      other.tenant,
      other.tenant.toUpperCase(),
      'platform',
      'nobody',
      '',
      '-',
      '..',
      'a/b',
      '__proto__',
    ],
    ...['constructor', long(64), long(8_000), `${other.tenant} `, '\xe9', '*', '0'],
  ],
  Host: ({ other, side }) => [
    ...[
      `${other.tenant}.localhost`,
      `${side.tenant}.localhost`,
      `${other.tenant}.localhost:1`,
      'a.b.localhost',
      '.localhost',
    ],
    ...['localhost', 'evil.example', '[::1]:3000', '[::1', '127.0.0.1:99999', '', ' ', 'a b', '\xff', long(5_000)],
    ...[
      '__proto__.localhost',
      'platform.localhost',
      'nobody.localhost',
      `${other.tenant}.localhost.`,
      '127.0.0.1@evil',
    ],
  ],
  'Souk-Token': ({ other }, { chance }) => [
    ...['', 'x', '..', 'cart_x.y', long(5_000), '\xff\xfe', `cart_x.${long(200)}`],
    ...[other.pool.any('token', chance) ?? 'x', other.pool.any('token', chance) ?? 'y'],
  ],
  'Souk-Version': ({ side, other }, { chance }) => [
    ...[
      `${side.tenant}/stock/${side.pool.any('inventory', chance)}@999999999999999`,
      'x',
      '@',
      'a/b/c@1',
      '__proto__/a/b@1',
    ],
    ...[`${side.tenant}/order/${side.pool.any('orders', chance)}@1`, `${other.tenant}/order/x@1`, long(5_000)],
    ...[`${side.tenant}/nothing/x@5`, `${side.tenant}/cart/__proto__@3`, `${side.tenant}/account/x@0`],
  ],
  'Idempotency-Key': ({ number }) => [
    ...['', ' ', long(255), long(256), 'ü\xff', '"quoted"', `again-${number % 7}`, `again-${number % 3}`, '{}', '\t'],
  ],
  'If-Match': () => ['*', '"x"', 'W/"x"', '', ',', ',,,', '"', '"a", "b"', '"x", '.repeat(900), '\xe9', long(8_000)],
  'If-None-Match': () => ['*', '"x"', 'W/*', '', ',', '"a", '.repeat(900), '* , *', '\xe9'],
  'Souk-Signature': () => [
    '',
    't=1,v1=0',
    `t=${Number.MAX_SAFE_INTEGER},v1=${'0'.repeat(64)}`,
    't=,v1=',
    '\xff',
    long(8_000),
    't=1,t=2,v1=x',
  ],
  Prefer: () => ['respond-async', 'respond-async, wait=10', 'wait=-1', 'RESPOND-ASYNC', ',,,', long(4_000)],
  Accept: () => ['text/html', 'application/xml', '*/*;q=0', '', long(4_000), 'text/html, application/json'],
  'Accept-Encoding': () => ['gzip', 'br, zstd', 'identity;q=0', '*;q=0'],
  'Content-Encoding': () => ['gzip', 'identity', 'br', 'gzip, gzip', ''],
  Traceparent: () => [
    '00-0-0-0',
    '',
    `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`,
    `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    long(4_000),
  ],
  'X-Request-Id': () => ['', long(129), 'a b', '\xe9', '{"a":1}', '<script>', long(8_000)],
  'X-Forwarded-For': () => [
    '',
    ',',
    ',,,,',
    'unknown',
    '::1',
    '1.2.3.4, 5.6.7.8',
    long(5_000),
    "' OR 1=1",
    '::ffff:1.2.3.4',
    'a:b:c:d:e:f:g:h:i',
  ],
  Origin: () => ['null', 'https://evil.example', '', long(3_000)],
  Cookie: () => [long(8_000), 'a=b; '.repeat(500)],
  Range: () => ['bytes=0-0', 'bytes=5-1', 'bytes=0-,-1'],
  'X-HTTP-Method-Override': () => ['DELETE', 'PUT'],
  'Accept-Language': () => ['xx-YY', long(2_000)],
  Connection: () => ['close', 'keep-alive', 'Keep-Alive, X', 'X-Forwarded-For'],
  ['__proto__']: () => ['x'],
  constructor: () => ['x'],
};

const oddValue: Spoiler = (draft, bench) => {
  const { chance } = bench;
  const name = chance.pick(Object.keys(values));
  const value = chance.pick((values[name] as Making)(draft, bench));
  const isTwice = chance.is(0.15);
  draft.fields = isTwice ? [...draft.fields, [name, value]] : withField(draft.fields, name, value);
  return `${name}: ${value.slice(0, 30)}${isTwice ? ' (once more)' : ''}`;
};

const twice: Spoiler = (draft, { chance }) => {
  const some = draft.fields.filter(([name]) => name !== 'Content-Length');
  if (some.length === 0) return undefined;
  const [name, value] = chance.pick(some);
  draft.fields = [...draft.fields, [chance.is(0.5) ? name : name.toUpperCase(), value]];
  return `${name} twice`;
};

const none: Spoiler = (draft, { chance }) => {
  const some = draft.fields.filter(([name]) => name !== 'Content-Length' && name !== 'X-Forwarded-For');
  if (some.length === 0) return undefined;
  const [name] = chance.pick(some);
  draft.fields = withoutField(draft.fields, name);
  return `no ${name}`;
};

const manyFields: Spoiler = (draft, { chance }) => {
  const count = chance.pick([50, 500, 1_200, 2_500]);
  draft.fields = [...draft.fields, ...Array.from({ length: count }, (_, at): Field => [`x${at}`, '1'])];
  return `${count} header fields more`;
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'M-SEARCH'];

const otherMethod: Spoiler = (draft, { chance }) => {
  draft.method = chance.pick(methods);
  return `the method ${draft.method}`;
};

/** Somebody else of the same tenant. */
const otherPerson: Spoiler = (draft, { chance }) => {
  const { people } = draft.side;
  draft.who = chance.pick(Object.keys(people));
  const bare = withoutField(withoutField(draft.fields, 'Authorization'), 'Souk-Token');
  draft.fields = [...bare, ...(people[draft.who] ?? [])];
  return `as the ${draft.who}`;
};

export const fieldSpoilers: Readonly<Record<string, readonly [weight: number, spoiler: Spoiler]>> = {
  oddValue: [8, oddValue],
  twice: [2, twice],
  none: [2, none],
  manyFields: [0.3, manyFields],
  otherMethod: [2, otherMethod],
  otherPerson: [2, otherPerson],
};
