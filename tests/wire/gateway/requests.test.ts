import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fakes } from './fake-node.ts';
import { type Running, startGateway } from './gateway.given.ts';

const sku = 'prod_1-1';
const checked: Fakes = {
  'inventory.check': ({ lines }) => ({ lines: lines.map((line: object) => ({ ...line, available: 9, ok: true })) }),
};

let shop: Running;
beforeAll(async () => {
  shop = await startGateway({ fakes: checked });
});
afterAll(() => shop.stop());

const check = (body: unknown, headers = {}) => shop.ask('POST', '/v1/inventory/check', { body, headers });

describe('a request that is right', () => {
  test('reaches the action with tenant, caller, ids and deadline in its headers', async () => {
    const answer = await check({ lines: [{ sku, quantity: 2 }] });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ lines: [{ sku, quantity: 2, available: 9, ok: true }] });
    const { headers } = shop.callsOf('inventory.check').at(-1) ?? {};
    expect(headers).toMatchObject({ tenantId: 'demo', caller: { kind: 'anyone' }, deadlineMs: 10_000 });
    expect(headers?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});
