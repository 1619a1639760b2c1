import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { mongoJournal } from '../../actors/runtime/journal/mongo.ts';
import { databaseIn, hostsIn } from '../../actors/runtime/mongo/url.ts';
import { joinReplicaSet, mongoServer, mongoUrl } from '../../tools/servers/mongo.ts';
import { startProcess, stopProcess } from '../../tools/servers/process.ts';
import { programOf } from '../../tools/servers/programs.ts';
import { freePorts } from '../servers/ports.ts';
import { describeWith } from '../servers/servers.given.ts';
import { append, chain, reserve, unavailable } from './journal.given.ts';
import { temporary } from './sqlite.given.ts';

test.each([
  ['mongodb://one/shop', 'one', 'shop'],
  ['mongodb://ann:a%40b@one:1,two:2/shop?tls=true', 'one:1,two:2', 'shop'],
  ['mongodb+srv://ann:secret@cluster.example', 'cluster.example', undefined],
  ['mongodb://one/?replicaSet=souk', 'one', undefined],
])('of the address %s only hosts and database may be told', (url, hosts, database) => {
  expect([hostsIn(url), databaseIn(url)]).toEqual([hosts, database]);
});

const openssl = spawnSync('openssl', ['version']).status === 0;
if (!openssl) process.stderr.write('SKIPPED: there is no openssl here to make a certificate with.\n');

/** A certificate that this machine is 127.0.0.1, and its key. */
function certificateIn(directory: string): string {
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject];
  const { status, stderr } = spawnSync('openssl', make, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  writeFileSync(join(directory, 'both.pem'), readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8'));
  return certificate;
}

(openssl ? describeWith('mongo') : describe.skip)('A MongoDB with users and TLS', () => {
  const directory = temporary('address');
  const data = join(directory, 'mongo-1');
  let port: number;
  let certificate: string;
  let open: Journal[] = [];

  beforeAll(async () => {
    port = await freePorts(1);
    certificate = certificateIn(directory);
    const server = mongoServer(programOf('mongo') as string, data, port);
    const tls = ['--tlsMode', 'allowTLS', '--tlsCertificateKeyFile', join(directory, 'both.pem')];
    await startProcess({ ...server, args: [...server.args, ...tls] }, true);
    await joinReplicaSet([port]);
    const admin = new MongoClient(mongoUrl([port]));
    await admin.db('admin').command({ createUser: 'ann', pwd: 'a@b:c/d', roles: ['root'] });
    await admin.close();
  });

  afterEach(async () => {
    await Promise.all(open.map((journal) => journal.close()));
    open = [];
  });

  afterAll(async () => {
    await stopProcess(data);
    if (existsSync(directory)) rmSync(directory, { recursive: true });
  });

  const journalAs = (password: string, options: string): Journal => {
    const url = `mongodb://ann:${password}@127.0.0.1:${port}/souk?replicaSet=souk&authSource=admin${options}`;
    const journal = mongoJournal({ url, primaryTimeoutMs: 4_000 });
    open.push(journal);
    return journal;
  };

  test('is used by who has the password and believes the certificate', async () => {
    const journal = journalAs('a%40b%3Ac%2Fd', `&tls=true&tlsCAFile=${encodeURIComponent(certificate)}`);
    await append(journal, chain('orders/00'), [reserve('a', 1)]);
    expect(await journal.names()).toEqual(['orders/00']);
  });

  test.each([
    ['a wrong password', 'xyzzy', ''],
    ['a certificate that nobody vouches for', 'a%40b%3Ac%2Fd', '&tls=true'],
  ])('is not used with %s, and no password is told', async (_what, password, options) => {
    const refused = journalAs(password, options).heads(['orders/00']);
    await expect(refused).rejects.toMatchObject(unavailable);
    await expect(refused).rejects.not.toThrow(/xyzzy|a@b|a%40b/);
  });
});
