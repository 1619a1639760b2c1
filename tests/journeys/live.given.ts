import { afterAll } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { LiveClient, type LiveOptions } from '../../realtime/client.ts';
import type { ListChange, LiveProblem, Version } from '../../realtime/protocol.ts';
import { eventually } from './eventually.ts';

/** All that a follower was told, in order. */
export type Heard<State> = {
  readonly states: { readonly state: State; readonly version: Version }[];
  readonly changes: ListChange[];
  readonly versions: Version[];
  readonly problems: LiveProblem[];
  stop(): void;
};

const clients = new Set<LiveClient>();
const sockets = new Set<Socket>();

afterAll(() => {
  for (const client of clients) client.close();
  for (const socket of sockets) socket.disconnect();
});

/** A socket without our client around it; rejects with the problem when it is not let in. */
export async function plainSocket(url: string, auth: Readonly<Record<string, unknown>>): Promise<Socket> {
  const socket = io(url, { path: '/live', transports: ['websocket'], auth, forceNew: true, reconnection: false });
  sockets.add(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  return socket;
}

/** No answer within so long is none. */
export const answerMs = 30_000;

type Answer = { readonly ok?: { readonly state?: unknown; readonly version?: string }; readonly problem?: LiveProblem };

export const ask = (socket: Socket, channel: unknown, more: object = {}): Promise<Answer> =>
  socket.timeout(answerMs).emitWithAck('subscribe', { channel, ...more });

export function liveClient(options: LiveOptions): LiveClient {
  const client = new LiveClient(options);
  clients.add(client);
  return client;
}

export function listen<State>(client: LiveClient, channel: string, token?: string): Heard<State> {
  const heard = { states: [], changes: [], versions: [], problems: [] } as Omit<Heard<State>, 'stop'>;
  const stop = client.follow<State>(
    channel,
    {
      state: (state, version) => {
        heard.states.push({ state, version });
        heard.versions.push(version);
      },
      changes: (changes, version) => {
        heard.changes.push(...changes);
        heard.versions.push(version);
      },
      problem: (problem) => heard.problems.push(problem),
    },
    token,
  );
  return { ...heard, stop };
}

/** The newest state once it is as wanted. */
export const shows = <State>(what: string, { states, problems }: Heard<State>, is: (state: State) => boolean) =>
  eventually(what, () => {
    if (problems.length > 0) throw new Error(`${what}: ${JSON.stringify(problems)}`);
    const last = states.at(-1);
    return last && is(last.state) && last.state;
  });

/** Numbers of actors: whoever follows one never sees it grow younger. */
export const areRising = (versions: readonly Version[]): boolean =>
  versions.every((version, place) => place === 0 || Number(version) >= Number(versions[place - 1]));
