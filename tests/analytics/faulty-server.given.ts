import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';
import type { ChildOptions, Told } from '../../analytics/embedded/chdb.child.ts';
import { temporaryDirectory } from './engine.given.ts';

/**
 * `drop`: the request is not passed on. `lose`: it is done, and its answer is lost. `repeat`: it is done twice, as by a
 * proxy that tries again. A number: the answer comes so many milliseconds late.
 */
export type Fault = 'drop' | 'lose' | 'repeat' | number;

export type FaultyServer = {
  readonly url: string;
  /** What happens to the next requests, one after the other. */
  next(...faults: readonly Fault[]): void;
};

const children: ChildProcess[] = [];
const closing: (() => void)[] = [];

afterAll(() => {
  for (const close of closing) close();
  for (const child of children) child.kill('SIGKILL');
});

const entry = new URL('../../analytics/embedded/chdb.child.ts', import.meta.url);

/** chdb as a ClickHouse server, behind a line that is not to be trusted. */
export async function startFaultyServer(): Promise<FaultyServer> {
  const password = randomBytes(16).toString('hex');
  const [memoryBytes, mostBytes] = [600 * 1_048_576, 1_000 * 1_048_576];
  const given: ChildOptions = { directory: temporaryDirectory(), password, memoryBytes, mostBytes };
  const child = fork(entry, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH, ANALYTICS_CHILD: JSON.stringify(given) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const [told]: Told[] = (await once(child, 'message')) as Told[];
  if (!told || !('port' in told)) throw new Error(JSON.stringify(told ?? 'the engine said nothing'));
  const faults: Fault[] = [];
  const server = createServer((asked, answer) => void pass(told.port, asked, answer, faults.shift()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://souk:${password}@127.0.0.1:${port}`, next: (...next) => void faults.push(...next) };
}

async function pass(
  port: number,
  asked: IncomingMessage,
  answer: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  const body = await buffer(asked);
  if (fault === 'drop') return void asked.socket.destroy();
  const { status, bytes } = await forward(port, asked, body);
  const last = fault === 'repeat' ? await forward(port, asked, body) : { status, bytes };
  if (fault === 'lose') return void asked.socket.destroy();
  if (typeof fault === 'number') await new Promise((resolve) => setTimeout(resolve, fault));
  answer.writeHead(last.status, { 'Content-Length': last.bytes.length }).end(last.bytes);
}

const forward = (port: number, { url, method, headers }: IncomingMessage, body: Buffer) =>
  new Promise<{ readonly status: number; readonly bytes: Buffer }>((resolve, reject) => {
    const own = { ...headers, 'content-length': String(body.length) };
    delete (own as Record<string, unknown>)['transfer-encoding'];
    const sent = request({ host: '127.0.0.1', port, path: url, method, headers: own }, (heard) => {
      buffer(heard).then((bytes) => resolve({ status: heard.statusCode ?? 0, bytes }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
