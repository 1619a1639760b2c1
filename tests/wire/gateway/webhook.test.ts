import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SoukError } from '../../../actors/runtime/errors.ts';
import { type Running, startGateway } from './gateway.given.ts';

let shop: Running;
beforeAll(async () => {
  shop = await startGateway({
    fakes: {
      'payments.webhook': ({ signature }) => {
        if (signature !== 'right') throw new SoukError('Unauthenticated', 'BAD_SIGNATURE', 'Not signed.');
        return { received: true };
      },
    },
  });
});
afterAll(() => shop.stop());

const send = (body: string, headers: Record<string, string>, tenant = 'demo') =>
  shop.ask('POST', `/v1/webhooks/${tenant}/sandbox`, { body, headers });
const heard = () => shop.callsOf('payments.webhook');

describe("a provider's message", () => {
  test('goes on byte by byte, in the tenant of its path', async () => {
    const body = '{ "of":"capture",\n "result" : "captured" }';
    const { status, json } = await send(body, { 'souk-signature': 'right' }, 'acme');
    expect([status, json]).toEqual([200, { received: true }]);
    expect(heard().at(-1)).toMatchObject({
      params: { provider: 'sandbox', payload: body, signature: 'right' },
      headers: { tenantId: 'acme', caller: { kind: 'anyone' } },
    });
  });

  test('sent twice is one command', async () => {
    await send('{"a":1}', { 'souk-signature': 'right' });
    await send('{"a":1}', { 'souk-signature': 'right' });
    const [one, other] = heard().slice(-2);
    expect(one?.headers.commandId).toBe(other?.headers.commandId);
  });

  test('is heard in a suspended tenant too: its orders still have payments', async () => {
    expect((await send('{}', { 'souk-signature': 'right' }, 'shut')).status).toBe(200);
  });

  test.each([
    ['a wrong signature', { 'souk-signature': 'wrong' }, 'demo', 401],
    ['none', {}, 'demo', 401],
    ['an unknown tenant', { 'souk-signature': 'right' }, 'nobody', 404],
    ['another tenant in the host', { 'souk-signature': 'right', host: 'acme.localhost' }, 'demo', 404],
  ])('with %s is refused', async (_, headers, tenant, status) => {
    expect((await send('{}', headers as Record<string, string>, tenant)).status).toBe(status);
  });

  test('is 1 MB long at most', async () => {
    expect((await send('x'.repeat(1_048_577), { 'souk-signature': 'right' })).status).toBe(413);
  });
});
