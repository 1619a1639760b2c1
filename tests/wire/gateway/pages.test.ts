import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startGateway } from './gateway.given.ts';

let shop: Running;
beforeAll(async () => {
  shop = await startGateway({ fakes: { 'search.products': () => ({ items: [] }) } });
});
afterAll(() => shop.stop());

describe('every answer', () => {
  test.each(['/', '/v1/products', '/v1/nothing', '/health/live', '/v1/docs'])('%s is guarded', async (path) => {
    const { headers } = await shop.ask('GET', path);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('pages for people', () => {
  test('welcome them, and programs too', async () => {
    const html = await shop.ask('GET', '/', { headers: { accept: 'text/html,*/*' } });
    expect(html.headers['content-type']).toContain('text/html');
    for (const link of ['/v1/docs', '/v1/openapi.json', '/health/ready']) expect(html.text).toContain(`href="${link}"`);
    expect((await shop.ask('GET', '/')).json.links).toMatchObject({ docs: '/v1/docs' });
  });

  test('show the API from files of our own', async () => {
    const { text, headers } = await shop.ask('GET', '/v1/docs');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    for (const [, file] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
      expect((await shop.ask('GET', file as string)).status).toBe(200);
    }
    expect(text).not.toMatch(/https?:\/\//);
  });

  test.each(['package.json', '..%2fpackage.json', 'swagger-ui.css.map', 'constructor'])(
    'give away no file such as %s',
    async (file) => {
      expect((await shop.ask('GET', `/v1/docs/${file}`)).status).toBe(404);
    },
  );
});
