import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runtimeError, toSoukError } from './errors.ts';
import { type CallHeaders, readHeaders, writeHeaders } from './headers.ts';
import type { Answered, Transport } from './transport.ts';

/**
 * A local door into a running Souk: commands of the same data directory (the import, the first operator) call actions
 * through it. A Unix socket in a directory that only its owner may enter: who can open it could read the data as well.
 */
const doorPath = (directory: string): string =>
  process.platform === 'win32' ? `\\\\.\\pipe\\souk-${directory.replaceAll(/\W/g, '-')}` : join(directory, 'souk.sock');

/** Lines under way at once from one visitor; beyond it the socket is not read. */
const mostAtOnce = 1_000;

type Asked = {
  readonly id: number;
  readonly action: string;
  readonly params: unknown;
  readonly headers: Record<string, string>;
};
type Told = { readonly id: number; readonly answered?: Answered; readonly error?: ErrorLine };
type ErrorLine = { readonly type: string; readonly message: string; readonly data: Readonly<Record<string, unknown>> };

export type Door = { close(): Promise<void> };

/** Opens the door; the caller holds the lock of the directory, so a socket that lies there is an old one. */
export async function openDoor(directory: string, transport: Transport): Promise<Door> {
  const path = doorPath(directory);
  await rm(path, { force: true });
  const visitors = new Set<Socket>();
  const server = createServer((socket) => {
    visitors.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => visitors.delete(socket));
    serveVisitor(socket, transport);
  });
  await listen(server, path);
  return {
    close: async () => {
      for (const visitor of visitors) visitor.end();
      await new Promise((resolve) => server.close(resolve));
      await rm(path, { force: true });
    },
  };
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve();
    });
  });

function serveVisitor(socket: Socket, transport: Transport): void {
  const lines = createInterface({ input: socket });
  let underWay = 0;
  lines.on('error', () => socket.destroy());
  lines.on('line', (line) => {
    underWay += 1;
    if (underWay >= mostAtOnce) lines.pause();
    void answer(line, transport).then((told) => {
      underWay -= 1;
      if (underWay < mostAtOnce) lines.resume();
      if (told && socket.writable) socket.write(`${JSON.stringify(told)}\n`);
    });
  });
}

async function answer(line: string, transport: Transport): Promise<Told | undefined> {
  let asked: Asked;
  try {
    asked = JSON.parse(line) as Asked;
  } catch {
    return undefined;
  }
  const { id, action, params } = asked;
  try {
    const headers = readHeaders(asked.headers);
    if (!headers) throw runtimeError('FORBIDDEN');
    return { id, answered: await transport.call(action, params, headers) };
  } catch (error) {
    const { type, message, data, class: errorClass } = toSoukError(error);
    return { id, error: { type, message, data: { ...data, class: errorClass } } };
  }
}

type Waiting = { resolve(answered: Answered): void; reject(error: Error): void };

export type Visit = Transport & { close(): void };

/** Undefined: nobody opens. */
export async function visit(directory: string): Promise<Visit | undefined> {
  const socket = createConnection(doorPath(directory));
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  return isOpen ? visitThrough(socket) : undefined;
}

function visitThrough(socket: Socket): Visit {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  createInterface({ input: socket }).on('line', (line) => {
    const { id, answered, error } = JSON.parse(line) as Told;
    const one = waiting.get(id);
    waiting.delete(id);
    if (answered) one?.resolve(answered);
    else one?.reject(toSoukError(error));
  });
  const gone = () => {
    for (const one of waiting.values()) one.reject(runtimeError('DRAINING'));
    waiting.clear();
  };
  socket.on('close', gone);
  socket.on('error', gone);
  return {
    call: (action: string, params: unknown, headers: CallHeaders) =>
      new Promise((resolve, reject) => {
        if (!socket.writable) return reject(runtimeError('DRAINING'));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        socket.write(`${JSON.stringify({ id: lastId, action, params, headers: writeHeaders(headers) })}\n`);
      }),
    close: () => socket.end(),
  };
}
