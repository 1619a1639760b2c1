import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startGateway } from './gateway.given.ts';

const name = `${'ab'.repeat(32)}.png`;
let shop: Running;
beforeAll(async () => {
  const media = async (tenantId: string, asked: string) =>
    tenantId === 'acme' && asked === name ? Buffer.from('a picture') : undefined;
  shop = await startGateway({ options: { media } });
});
afterAll(() => shop.stop());

describe('a picture', () => {
  test('is for everybody, may be kept for good, and runs nothing', async () => {
    const { status, text, headers } = await shop.ask('GET', `/v1/media/acme/${name}`);
    expect([status, text]).toEqual([200, 'a picture']);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toContain('sandbox');
    const again = await shop.ask('GET', `/v1/media/acme/${name}`, {
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
  });
  test.each([
    `/v1/media/demo/${name}`,
    '/v1/media/acme/other.png',
    '/v1/media/acme/page.html',
    '/v1/media/acme/%2e%2e',
  ])('is nothing at %s', async (path) => {
    expect((await shop.ask('GET', path)).status).toBe(404);
  });
});
