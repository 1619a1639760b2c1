import { eachOf } from '../../../cli/import/pool.ts';
import type { Frame } from '../../../realtime/protocol.ts';
import { offer } from '../kit/helper.ts';
import { LiveSocket } from '../kit/live-socket.ts';
import { monotonicMs } from '../kit/monotonic.ts';

export type Place = { readonly port: number; readonly tenant: string; readonly channel: string };

const atOnce = 50;
const patienceMs = 10_000;

const sockets: LiveSocket[] = [];
/** Units -> how many sockets have seen them, and when the last one did. */
let seen = new Map<number, { count: number; lastAt: number }>();
let onSeen = (): void => undefined;

function hear({ state }: Frame): void {
  const { available } = state as { readonly available: number };
  const one = seen.get(available) ?? { count: 0, lastAt: 0 };
  seen.set(available, one);
  one.count += 1;
  one.lastAt = monotonicMs();
  if (one.count === sockets.length) onSeen();
}

const skills = {
  follow: async ({ port, tenant, channel }: Place, size: number): Promise<void> => {
    await eachOf(Array(size).keys(), atOnce, async () => {
      const socket = await LiveSocket.open(port, { tenant }, hear);
      await socket.subscribe({ channel });
      sockets.push(socket);
    });
  },
  /** When the last socket of all saw that so many units are available, by the clock that all processes share. */
  lastSaw: async (available: number): Promise<number> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const count = () => seen.get(available)?.count ?? 0;
    const missing = () => `${sockets.length - count()} of ${sockets.length} sockets never saw ${available}`;
    const timer = setTimeout(() => reject(new Error(missing())), patienceMs);
    onSeen = () => count() === sockets.length && resolve();
    onSeen();
    await promise.finally(() => clearTimeout(timer));
    const { lastAt } = seen.get(available) as { readonly lastAt: number };
    seen = new Map();
    return lastAt;
  },
};

export type Crowd = typeof skills;

offer(skills);
