import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Errors } from 'moleculer';
import { runtimeError, SoukError } from '../../../actors/runtime/errors.ts';
import { asSoukError, statusOf } from '../../../gateway/problem.ts';
import { type Running, startGateway } from './gateway.given.ts';

let thrown: unknown;
let shop: Running;
beforeAll(async () => {
  shop = await startGateway({
    fakes: {
      'search.product': () => Promise.reject(thrown),
    },
  });
});
afterAll(() => shop.stop());

const ask = async (error: unknown) => {
  thrown = error;
  return shop.ask('GET', '/v1/products/x');
};

describe('a thrown error', () => {
  test.each([
    ['Invalid', 400],
    ['Unauthenticated', 401],
    ['Forbidden', 403],
    ['NotFound', 404],
    ['Rejected', 409],
    ['Overloaded', 429],
    ['Conflict', 503],
    ['Unavailable', 503],
    ['Internal', 500],
  ] as const)('of class %s is a problem with status %i', async (errorClass, status) => {
    const answer = await ask(new SoukError(errorClass, 'SOME_CODE', 'Some sentence.', { sku: 'a' }));
    expect([answer.status, answer.json.status]).toEqual([status, status]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toMatchObject({ code: 'SOME_CODE', title: 'Some code', detail: 'Some sentence.' });
    expect(answer.json.traceId).toBe(answer.headers['x-request-id']);
  });

  test('says who, what and how much', async () => {
    const { json } = await ask(new SoukError('Rejected', 'OUT_OF_STOCK', 'Too few.', { available: 1, requested: 2 }));
    expect(json.details).toEqual({ available: 1, requested: 2 });
  });

  test('that may pass says when to come again', async () => {
    const { headers, json } = await ask(new SoukError('Overloaded', 'BUSY', 'Busy.', { retryAfterMs: 2_100 }));
    expect(headers['retry-after']).toBe('3');
    expect(json.details).toBeUndefined();
    expect((await ask(runtimeError('JOURNAL_UNAVAILABLE'))).headers['retry-after']).toBe('1');
  });

  test('that is a bug tells nothing of itself', async () => {
    const { status, text, json } = await ask(new TypeError('secret is not a function at /srv/souk/secret.ts'));
    expect([status, json.code]).toEqual([500, 'INTERNAL']);
    expect(text).not.toMatch(/secret|TypeError|\.ts|stack/);
  });

  test.each([['a word'], [undefined], [null], [42], [{ type: 'NOT_FOUND' }]])('%p is a bug too', async (what) => {
    expect((await ask(what)).status).toBe(500);
  });

  test('from another node keeps its class', () => {
    const remote = new Errors.MoleculerError('Too few.', 500, 'OUT_OF_STOCK', { class: 'Rejected', available: 1 });
    expect(asSoukError(remote)).toMatchObject({ class: 'Rejected', type: 'OUT_OF_STOCK', data: { available: 1 } });
  });

  test.each([
    ['nobody serves the action', 'SERVICE_UNAVAILABLE', new Errors.ServiceNotFoundError({ action: 'x' })],
    ['nobody serves it now', 'SERVICE_UNAVAILABLE', new Errors.ServiceNotAvailableError({ action: 'x' })],
    ['the answer is late', 'DEADLINE_PASSED', new Errors.RequestTimeoutError({ action: 'x', nodeID: 'n' })],
    [
      'it was late before it began',
      'SERVICE_UNAVAILABLE',
      new Errors.RequestSkippedError({ action: 'x', nodeID: 'n' }),
    ],
  ])('that means %s may be tried again', async (_, code, error) => {
    const { status, json, headers } = await ask(error);
    expect([status, json.code, headers['retry-after']]).toEqual([503, code, '1']);
  });
});

describe('codes with a status of their own', () => {
  test.each([
    ['COMMAND_DIFFERS', 422],
    ['PRECONDITION_FAILED', 412],
  ] as const)('%s is %i', (code, status) => {
    expect(statusOf('Rejected', code)).toBe(status);
  });
});

describe('the type of a problem', () => {
  test('opens what the code means', async () => {
    const { json } = await ask(runtimeError('MAILBOX_FULL'));
    const page = await shop.ask('GET', String(json.type));
    expect(page.json).toMatchObject({ code: 'MAILBOX_FULL', status: 429 });
    const html = await shop.ask('GET', String(json.type), { headers: { accept: 'text/html' } });
    expect(html.text).toContain('Too many commands wait');
  });

  test('is not there for a code that nobody has', async () => {
    expect((await shop.ask('GET', '/problems/__proto__')).status).toBe(404);
  });
});
