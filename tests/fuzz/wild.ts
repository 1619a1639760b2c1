import { type Chance, chanceOf } from './chance.ts';
import { bytesOf, headOf, type Request, withField, withoutField } from './request.ts';

/** Bytes, a pause in milliseconds, the end of what we say, or the end of the connection. */
export type Step = Buffer | number | 'end' | 'reset';

/** A request that is sent as no library would send it. */
export type Wild = {
  readonly what: string;
  readonly steps: readonly Step[];
  /** It is still a request, and must be answered as one. */
  readonly isWhole: boolean;
};

type Manner = (request: Request, chance: Chance) => Omit<Wild, 'what'>;

const raw = (text: string): Buffer => Buffer.from(text, 'latin1');
const broken = (...steps: readonly Step[]): Omit<Wild, 'what'> => ({ steps, isWhole: false });
const whole = (...steps: readonly Step[]): Omit<Wild, 'what'> => ({ steps, isWhole: true });

const line = ({ method, target }: Request): string => `${method} ${target} HTTP/1.1\r\n`;
const headWith = (request: Request, ...lines: readonly string[]): Buffer =>
  raw(
    headOf(request)
      .toString('latin1')
      .replace('\r\n', `\r\n${lines.map((one) => `${one}\r\n`).join('')}`),
  );

const bodyOf = ({ body }: Request): Buffer => body ?? Buffer.from('{}');
const lengthless = (request: Request): Request => ({
  ...request,
  fields: withoutField(request.fields, 'Content-Length'),
});
const declared = (request: Request, length: string): Buffer =>
  headOf({ ...request, fields: withField(request.fields, 'Content-Length', length) });

function pieces(bytes: Buffer, chance: Chance, pauseMs: number): Step[] {
  const count = chance.between(2, 8);
  const size = Math.max(1, Math.ceil(bytes.length / count));
  return Array.from({ length: count }, (_, at) => [bytes.subarray(at * size, (at + 1) * size), pauseMs]).flat();
}

function chunks(body: Buffer, chance: Chance, mark = ''): Buffer {
  const size = Math.max(1, Math.ceil(body.length / chance.between(1, 5)));
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    parts.push(raw(`${part.length.toString(16)}${mark}\r\n`), part, raw('\r\n'));
  }
  return Buffer.concat([...parts, raw('0\r\n\r\n')]);
}

const chunkedHead = (request: Request): Buffer => headWith(lengthless(request), 'Transfer-Encoding: chunked');

const openings: readonly string[] = [
  '\u0000\u0000\u0000\u0000',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'GET /\r\n',
  'GET / HTTP/0.9\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET  / HTTP/1.1\r\n\r\n',
  'GET /v1/products HTTP/1.1\r\nHost : x\r\n\r\n',
  'GET /v1/products HTTP/1.1\r\nHost: x\r\n X: folded\r\n\r\n',
  'GET /v1/products HTTP/1.1\r\nHost: x\r\nA: b\u0000c\r\n\r\n',
  'GET /v1/products HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n',
  'GET /v1/products HTTP/1.1\nHost: x\n\n',
  'GET /v1/products HTTP/1.1\r\n\r\n',
  'GET /v1/products HTTP/1.0\r\n\r\n',
  'get /v1/products HTTP/1.1\r\nHost: x\r\n\r\n',
  'BREW /v1/products HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT localhost:80 HTTP/1.1\r\nHost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://localhost/v1/products HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET //v1/products HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET ?q HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /v1/products#x HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /v1/\u0000 HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n{}',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
  'POST /v1/carts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n',
  'GET /live/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n',
];

const manners: Readonly<Record<string, readonly [weight: number, manner: Manner]>> = {
  'cut in its head': [2, (request, chance) => cutAt(headOf(request), chance)],
  'cut in its body': [3, (request, chance) => cutAt(bytesOf(request), chance)],
  'sent and not waited for': [1, (request) => broken(bytesOf(request), 'reset')],
  'with our end shut': [1, (request) => broken(bytesOf(request), 'end')],
  slowly: [3, (request, chance) => whole(...pieces(bytesOf(request), chance, chance.between(1, 120)))],
  'letter by letter': [
    0.5,
    (request) => broken(...[...raw(line(request).slice(0, 30))].flatMap((one) => [Buffer.from([one]), 20]), 'end'),
  ],
  'with a length too long': [
    2,
    (request) => broken(declared(request, String(bodyOf(request).length + 50)), bodyOf(request), 'end'),
  ],
  'with a length too short': [2, (request) => broken(declared(request, '1'), bodyOf(request), 300, 'end')],
  'with an absurd length': [
    1,
    (request, chance) =>
      broken(
        declared(request, chance.pick(['-1', '0x10', '1e9', '+2', '2, 3', '', '99999999999', '1048577', '9000000'])),
        bodyOf(request),
        300,
        'end',
      ),
  ],
  'in chunks': [3, (request, chance) => whole(chunkedHead(request), chunks(bodyOf(request), chance))],
  'in marked chunks': [
    1,
    (request, chance) => whole(chunkedHead(request), chunks(bodyOf(request), chance, ';mark="x"')),
  ],
  'in chunks with a length': [
    1,
    (request, chance) =>
      broken(headWith(request, 'Transfer-Encoding: chunked'), chunks(bodyOf(request), chance), 300, 'end'),
  ],
  'in chunks without end': [1, (request) => broken(chunkedHead(request), raw('5\r\nhello\r\n'), 300, 'end')],
  'in very long marks': [
    0.5,
    (request) => broken(chunkedHead(request), raw(`2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`), 300, 'end'),
  ],
  'expecting to go on': [
    2,
    (request) =>
      whole(headWith(request, 'Expect: 100-continue'), 30, bodyOf(request).subarray(0, request.body ? undefined : 0)),
  ],
  'expecting too much': [
    1,
    (request) => broken(headWith(request, 'Expect: 200-ok'), request.body ?? Buffer.alloc(0), 300, 'end'),
  ],
  'wanting another protocol': [
    2,
    (request, chance) =>
      whole(
        headWith(request, 'Connection: Upgrade, HTTP2-Settings', `Upgrade: ${chance.pick(['h2c', 'foo', 'TLS/1.0'])}`),
        request.body ?? Buffer.alloc(0),
      ),
  ],
  'wanting a websocket': [
    1,
    (request) =>
      broken(
        headWith(
          request,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: eA==',
        ),
        request.body ?? Buffer.alloc(0),
      ),
  ],
  'with another in its body': [
    1,
    (request) => broken(declared(request, '0'), raw('GET /v1/me HTTP/1.1\r\nHost: x\r\n\r\n'), 300, 'end'),
  ],
  'with a head too large': [
    1,
    (request, chance) =>
      broken(
        headWith(request, `X-Large: ${'x'.repeat(chance.pick([16_000, 17_000, 100_000]))}`),
        request.body ?? Buffer.alloc(0),
        300,
        'end',
      ),
  ],
  'that is none': [6, (_, chance) => broken(raw(chance.pick(openings)), 300, 'end')],
  'of noise': [
    1,
    (_, chance) =>
      broken(Buffer.from(Array.from({ length: chance.between(1, 3_000) }, () => chance.between(0, 255))), 200, 'end'),
  ],
};

function cutAt(bytes: Buffer, chance: Chance): Omit<Wild, 'what'> {
  return broken(
    bytes.subarray(0, chance.between(1, bytes.length - 1)),
    chance.between(0, 50),
    chance.pick(['end', 'reset']),
  );
}

const weights = Object.fromEntries(Object.entries(manners).map(([name, [weight]]) => [name, weight]));

/** What the seed makes of a request on its way. */
export function wildOf(seed: string, request: Request): Wild {
  const chance = chanceOf('wild', seed, request.number);
  const what = chance.weighted(weights);
  return { what, ...(manners[what] as [number, Manner])[1](request, chance) };
}
