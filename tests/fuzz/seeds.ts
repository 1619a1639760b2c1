import type { Field } from './request.ts';

/** Bytes that once got a wrong answer, and what is right. `{word}` is a thing of the tenant: `{carts}` the id of a cart. */
export type Seed = {
  /** What went wrong. */
  readonly once: string;
  /** The first line but for its protocol. */
  readonly line: string;
  readonly fields?: readonly Field[];
  readonly body?: string;
  /** In whose name. */
  readonly as?: string;
  readonly isHostless?: boolean;
  readonly status: number;
  readonly code?: string;
};

export const seeds: readonly Seed[] = [
  {
    once: 'a 500: an object has no text to compare with the id in the path',
    as: 'operator',
    line: 'PUT /v1/carts/{carts}/lines/{inventory}',
    body: '{"quantity":-2.5,"id":{"toString":"<script>alert(1)</script>"}}',
    status: 400,
    code: 'VALIDATION',
  },
  {
    once: 'an empty page: a place that is no number stood behind all movements',
    as: 'operator',
    line: 'GET /v1/inventory/{inventory}/movements?limit=8&cursor=ab%20quillhaven%2069',
    status: 400,
    code: 'VALIDATION',
  },
  {
    once: 'a 401 that the document did not promise',
    as: 'broken',
    line: 'GET /v1/products',
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    once: 'a 412 that the document did not promise',
    as: 'holder of a cart',
    line: 'DELETE /v1/carts/{carts}/lines/{inventory}',
    fields: [['If-Match', '"x"']],
    status: 412,
    code: 'PRECONDITION_FAILED',
  },
  {
    once: 'no problem, but an empty 400',
    isHostless: true,
    line: 'GET /v1/products',
    status: 400,
    code: 'MALFORMED_REQUEST',
  },
  { once: 'an empty 417', line: 'GET /v1/products', fields: [['Expect', '200-ok']], status: 200 },
  {
    once: 'no answer: nobody upgrades to HTTP/2',
    line: 'GET /v1/products',
    fields: [
      ['Connection', 'Upgrade, HTTP2-Settings'],
      ['Upgrade', 'h2c'],
    ],
    status: 200,
  },
  {
    once: 'a problem without a trace id, whose code had another status',
    line: 'GET /v1/products',
    fields: [['X-Large', 'x'.repeat(17_000)]],
    status: 431,
    code: 'HEAD_TOO_LARGE',
  },
];

/** Packets that once got none. */
export const liveSeeds: readonly {
  readonly once: string;
  readonly handshake: object;
  readonly packet?: string;
  readonly code: string;
}[] = [
  { once: 'no answer to a question without a message', handshake: {}, packet: '420["subscribe"]', code: 'VALIDATION' },
  { once: 'a bug: a token that cannot be made a text', handshake: { token: { toString: 1 } }, code: 'VALIDATION' },
];
