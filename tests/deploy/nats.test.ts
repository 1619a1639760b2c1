import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type NatsConnection } from 'nats';
import { programOf } from '../../tools/servers/programs.ts';
import { eventually } from '../journeys/eventually.ts';
import { freePorts } from '../servers/ports.ts';
import { describeWith } from '../servers/servers.given.ts';
import { ROOT } from './files.given.ts';

const roles = ['gateway', 'actors', 'analytics'] as const;
type Role = (typeof roles)[number];

/** What only some roles may say. */
const guarded: Readonly<Record<string, readonly Role[]>> = {
  'souk.batches': ['actors', 'analytics'],
  'souk.heads': ['actors', 'analytics'],
  'souk.forgotten': ['actors'],
  'souk.lists': ['gateway'],
  'souk.handled': roles,
  'souk.standing': roles,
  'souk.doubted': roles,
  'souk.probe.node-1': roles,
  'souk.heard.node-1': roles,
  'MOL-souk.REQ.node-1': roles,
  'somebody.else': [],
};

describeWith('nats')('NATS as deploy/nats sets it up', () => {
  let server: ChildProcess;
  let port: number;

  /** False: somebody took the port between our look and the server's. */
  async function starts(): Promise<boolean> {
    port = await freePorts(2);
    const config = join(ROOT, 'deploy/nats/nats.conf');
    const env = Object.fromEntries(roles.map((role) => [`NATS_${role.toUpperCase()}_PASSWORD`, `secretOf${role}`]));
    const args = ['--config', config, '--port', String(port), '--http_port', String(port + 1), '--addr', '127.0.0.1'];
    server = spawn(programOf('nats') ?? 'nats-server', args, { env: { ...process.env, ...env }, stdio: 'ignore' });
    return eventually('it lets in a gateway, or has ended', async () => {
      if (server.exitCode !== null) return 'ended';
      const found = await enter('gateway').catch(() => undefined);
      await found?.close();
      return found && 'open';
    }).then((how) => how === 'open');
  }

  beforeAll(async () => {
    for (let tries = 1; !(await starts()); tries += 1)
      if (tries === 5) throw new Error('NATS does not start with deploy/nats/nats.conf');
  });
  afterAll(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });

  const enter = (role: Role): Promise<NatsConnection> =>
    connect({ servers: `127.0.0.1:${port}`, user: role, pass: `secretOf${role}`, reconnect: false });

  test('nobody enters without a password', async () => {
    await expect(connect({ servers: `127.0.0.1:${port}`, reconnect: false })).rejects.toMatchObject({
      message: expect.stringMatching(/authorization/i),
    });
  });

  test.each(roles)('nodes of the role %s say what is theirs to say, and hear all nodes', async (role) => {
    const [node, other] = [await enter(role), await enter('actors')];
    const heard = new Set<string>();
    for (const subject of ['MOL-souk.>', 'souk.>'])
      other.subscribe(subject, { callback: (_, message) => void heard.add(message.subject) });
    await other.flush();
    for (const subject of Object.keys(guarded)) node.publish(subject);
    await node.flush();
    await other.flush();
    const said = Object.keys(guarded).filter((subject) => heard.has(subject));
    expect(said).toEqual(Object.keys(guarded).filter((subject) => guarded[subject]?.includes(role)));
    await Promise.all([node.close(), other.close()]);
  });
});
