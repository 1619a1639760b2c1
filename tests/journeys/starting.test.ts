import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Order } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import { eventually } from './eventually.ts';
import { buy, logIn } from './market.given.ts';
import { run, startSouk, temporaryDirectory } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

type Env = Readonly<Record<string, string>>;

/** One sentence that holds these words, and exit code 1. */
async function expectRefused(env: Env, ...words: readonly string[]): Promise<void> {
  const running = run('start', [], { DATA_DIR: temporaryDirectory(), PORT: '0', ...env });
  const code = await running.ended;
  const sentence = running.complained().trimEnd();
  expect({ code, lines: sentence.split('\n').length, sentence }).toEqual({ code: 1, lines: 1, sentence });
  for (const word of words) expect(sentence).toContain(word);
}

describe('a start that cannot be', () => {
  test('on a directory that another Souk uses is refused, and harms that one not', async () => {
    const souk = await startSouk();
    await expectRefused({ DATA_DIR: souk.directory }, souk.directory, 'in use', String(souk.pid), 'DATA_DIR');
    expect((await visitor(souk.url).ask('GET', '/products')).status).toBe(200);
    expect(await souk.stop()).toBe(0);
  });

  test('at a port that is taken names it, and a way out', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    await expectRefused({ PORT: String(port) }, `Port ${port} is taken`, `PORT=${port + 1}`);
    other.close();
  });

  test('with settings that are wrong names every one of them', async () => {
    await expectRefused(
      { PORT: 'http', LOG_LEVEL: 'loud', CART_EXPIRY_DAYS: '0' },
      'PORT',
      'LOG_LEVEL',
      'CART_EXPIRY_DAYS',
    );
    await expectRefused({ CORS_ORIGINS: 'shop.example' }, 'CORS_ORIGINS', 'https://shop.example');
  });

  test('that would show demo logins to everybody is refused', async () => {
    await expectRefused({ HOST: '0.0.0.0' }, 'HOST', '0.0.0.0', 'NODE_ENV=production');
  });

  test('at an address that is not this machine’s is refused', async () => {
    await expectRefused({ HOST: '192.0.2.1', NODE_ENV: 'production' }, '192.0.2.1', 'HOST');
  });

  test('on what is no directory, or was made with another number of partitions, is refused', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'file'), '');
    await expectRefused({ DATA_DIR: join(folder, 'file') }, 'is a file', 'DATA_DIR');
    await expectRefused({ DATA_DIR: join(folder, 'file', 'below') }, 'DATA_DIR');
    const souk = await startSouk({ env: { PARTITIONS: '4' } });
    await souk.stop();
    await expectRefused({ DATA_DIR: souk.directory, PARTITIONS: '8' }, 'PARTITIONS', '4');
  });

  // Root may everything.
  (process.getuid?.() === 0 ? test.skip : test)('on a directory of somebody else is refused', async () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'locked'), { mode: 0o500 });
    await expectRefused({ DATA_DIR: join(folder, 'locked') }, 'cannot be read and written', 'DATA_DIR');
    chmodSync(join(folder, 'locked'), 0o700);
  });

  test.each(['journal', 'vault'])('on a %s that is none is refused and leaves the file as it is', async (name) => {
    const directory = temporaryDirectory();
    await (await startSouk({ directory })).stop();
    const letter = 'This is not a database, it is a letter to nobody.'.repeat(100);
    for (const end of ['-wal', '-shm']) rmSync(join(directory, `${name}.sqlite${end}`), { force: true });
    writeFileSync(join(directory, `${name}.sqlite`), letter);
    await expectRefused({ DATA_DIR: directory }, name, 'damaged', 'DATA_DIR');
    expect(readFileSync(join(directory, `${name}.sqlite`), 'utf8')).toBe(letter);
  });
});

describe('a Souk', () => {
  test('that is told to stop twice stops once, in good order', async () => {
    const souk = await startSouk();
    souk.signal('SIGINT');
    souk.signal('SIGTERM');
    expect(await souk.ended).toBe(0);
    expect(souk.printed()).toContain('finishing what is under way');
  });

  test('that starts again has all it had, its read models too when they were lost', async () => {
    const souk = await startSouk();
    const shopper = await logIn(visitor(souk.url), 'shopper@demo.example');
    const availableOf = async (asker: Visitor): Promise<{ sku: string; available: number }> =>
      eventually('notebooks are listed', async () => {
        const { items } = await asker.get<PageOf<ListedProduct>>('/products?q=notebook');
        const { sku = '', available } = items[0]?.variants[0] ?? {};
        return available !== undefined && { sku, available };
      });
    const { sku, available } = await availableOf(shopper);
    const order = await buy(shopper, { [sku]: 2 });
    expect(await souk.stop()).toBe(0);
    for (const name of ['views.db', 'search.db']) writeFileSync(join(souk.directory, name), 'lost');

    const again = await startSouk({ directory: souk.directory });
    expect(again.printed()).toContain('is there from before');
    const ann = await logIn(visitor(again.url), 'shopper@demo.example');
    await eventually('the order is listed', async () => {
      const [first, ...others] = (await ann.get<PageOf<Order>>('/orders')).items;
      return first?.id === order.id && first.status === 'confirmed' && others.length === 0;
    });
    await eventually('two are gone', async () => (await availableOf(ann)).available === available - 2);
  });

  test('in production has no login until the command makes one', async () => {
    const env = { NODE_ENV: 'production' };
    const souk = await startSouk({ env });
    expect(souk.printed()).toContain('create-operator');
    const people = visitor(souk.url, { 'souk-tenant': 'platform' });
    const body = { email: 'root@souk.example', password: 'correct horse battery' };
    expect((await people.ask('POST', '/auth/login', { body })).status).toBe(401);
    expect((await visitor(souk.url).ask('GET', '/products')).status).toBe(404);
    const making = run('create-operator', ['--email', body.email], {
      DATA_DIR: souk.directory,
      SOUK_PASSWORD: body.password,
      ...env,
    });
    expect(await making.ended).toBe(0);
    expect((await people.ask('POST', '/auth/login', { body })).status).toBe(200);
  });
});
