import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refuseClient } from '../../../gateway/refuse-client.ts';
import { type Running, startGateway } from './gateway.given.ts';

let gate: Promise<void> = Promise.resolve();
let shop: Running;
beforeAll(async () => {
  shop = await startGateway();
});
afterAll(() => shop.stop());

/** All that comes until the other side hangs up. */
const raw = async (text: string, port = shop.port): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.end(text);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += String(chunk);
  });
  await once(socket, 'close');
  return heard;
};

const problemIn = (heard: string) => JSON.parse(heard.slice(heard.indexOf('\r\n\r\n'))) as Record<string, unknown>;

describe('what is no request', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'HEAD_TOO_LARGE'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a chunk without a size',
      'POST /v1/inventory/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
  ])('because it is %s is told so, as every problem is told', async (_, text, status, code) => {
    const heard = await raw(text);
    expect(heard).toContain(`HTTP/1.1 ${status} `);
    expect(heard).toContain('Content-Type: application/problem+json');
    expect(problemIn(heard)).toMatchObject({
      ...{ status, code, type: `/problems/${code}`, title: expect.any(String), detail: expect.any(String) },
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('is not refused in the place of the request before it', async () => {
    const open = Promise.withResolvers<void>();
    const busy = await startGateway({ fakes: { 'search.product': () => open.promise } });
    const socket = connect(busy.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    socket.write('GET /v1/products/x HTTP/1.1\r\nHost: a\r\n\r\n');
    while (busy.callsOf('search.product').length === 0) await new Promise((resolve) => setImmediate(resolve));
    socket.write('hello\r\n\r\n');
    await once(socket, 'close');
    expect(heard).toBe('');
    open.resolve();
    await busy.stop();
  });

  test('leaves the server as it was', async () => {
    expect((await shop.ask('GET', '/health/live')).status).toBe(200);
  });

  test('is a body whose sender goes away', async () => {
    const socket = connect(shop.port, '127.0.0.1');
    socket.write(
      'POST /v1/inventory/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    socket.destroySoon();
    await once(socket, 'close');
    expect((await shop.ask('GET', '/health/live')).status).toBe(200);
  });
});

test('a request that does not arrive in time is told that it was too slow', async () => {
  const connection = new PassThrough();
  const late = Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  refuseClient(() => '4bf92f3577b34da6a3ce929d0e0e4736')(late, connection);
  const heard = await textOf(connection);
  expect(heard).toContain('HTTP/1.1 408 Request Timeout');
  expect(problemIn(heard)).toMatchObject({ status: 408, code: 'REQUEST_TOO_SLOW' });
});

describe('what a client adds by habit', () => {
  test.each([
    ['that it would like HTTP/2', 'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AA'],
    ['that it expects what nobody knows', 'Connection: close\r\nExpect: 200-ok'],
  ])('changes nothing: %s', async (_, fields) => {
    const heard = await raw(`GET /health/live HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n`);
    expect(heard).toContain('HTTP/1.1 200 OK');
    expect(heard).toContain('{"status":"live"}');
  });
});

describe('a stop', () => {
  test('finishes what is under way, takes nothing new, and is over when nobody waits', async () => {
    const closing = await startGateway({ fakes: { 'search.product': async () => gate } });
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    const slow = closing.ask('GET', '/v1/products/x');
    while (closing.callsOf('search.product').length === 0) await new Promise((resolve) => setImmediate(resolve));
    const drained = closing.drain();
    await expect(closing.ask('GET', '/health/ready')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    open.resolve();
    const { status, headers } = await slow;
    expect([status, headers.connection]).toEqual([200, 'close']);
    await drained;
    await closing.stop();
  });

  test('does not wait for ever', async () => {
    const never = Promise.withResolvers<void>();
    gate = never.promise;
    const closing = await startGateway({
      fakes: { 'search.product': async () => gate },
      settings: { drainMs: 20 },
    });
    const lost = expect(closing.ask('GET', '/v1/products/x')).rejects.toThrow();
    while (closing.callsOf('search.product').length === 0) await new Promise((resolve) => setImmediate(resolve));
    await closing.drain();
    await lost;
    never.resolve();
    await closing.stop();
  });
});

describe('a start', () => {
  test('on a taken port fails with its reason', async () => {
    await expect(startGateway({ settings: { port: shop.port } })).rejects.toThrow('EADDRINUSE');
  });
});

describe("moleculer-web's own routes", () => {
  test('stand beside ours, and offer no action that they do not name', async () => {
    const aliases = { 'GET /hello': (_: unknown, res: { end: (text: string) => void }) => res.end('hello') };
    const own = await startGateway({ options: { routes: [{ path: '/own', aliases }] } });
    expect((await own.ask('GET', '/own/hello')).text).toBe('hello');
    expect((await own.ask('GET', '/own/tenants/terms')).json).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await own.ask('GET', '/tenants/terms')).status).toBe(404);
    expect((await own.ask('GET', '/v1/nothing')).status).toBe(404);
    await own.stop();
  });
});
