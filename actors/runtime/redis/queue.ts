import Bull from 'bull';
import { Redis } from 'ioredis';
import { inTime } from './in-time.ts';

const prefix = 'souk-jobs';
/** Of a socket that says nothing more; a process ends no sooner. */
const disconnectTimeoutMs = 200;

export type QueueOptions = {
  readonly url: string;
  /** All nodes that name it share its work. */
  readonly name: string;
  /** A node that is gone, or frozen, keeps what it did for so long; then another one does it. Default: 15 s. */
  readonly lockMs?: number;
  /** How long `close` waits for what is under way here; after that another node does it. */
  readonly closeWithinMs: number;
};

/** In it those that have lost their node are looked for, three times. */
const looksALock = 3;

export type OpenedQueue<Work> = { readonly queue: Bull.Queue<Work>; close(): Promise<void> };

/**
 * A queue of Bull on connections of its own. Bull leaves those open that it did not make, and some of those that it
 * made where Redis is away: so we make them all, and end them ourselves.
 */
export function openQueue<Work>({ url, name, lockMs = 15_000, closeWithinMs }: QueueOptions): OpenedQueue<Work> {
  const made: Redis[] = [];
  const createClient = (type: 'client' | 'subscriber' | 'bclient'): Redis => {
    // What waits for work or for news waits as long as it takes.
    const patience = type === 'client' ? { maxRetriesPerRequest: 1 } : { maxRetriesPerRequest: null };
    const client = new Redis(url, { ...patience, enableReadyCheck: false, disconnectTimeout: disconnectTimeoutMs });
    // Whoever asks hears of it; the connection beside these tells that Redis is away.
    client.on('error', () => undefined);
    made.push(client);
    return client;
  };
  const settings: Bull.AdvancedSettings = { lockDuration: lockMs, stalledInterval: lockMs / looksALock };
  const queue = new Bull<Work>(name, { prefix, settings, createClient: createClient as never });
  queue.on('error', () => undefined);
  const disconnect = (): void => {
    for (const client of made) client.disconnect();
  };
  const close = async (): Promise<void> => {
    // Where Redis is away nothing can be handed in, and Bull would wait for it.
    if (made.some(({ status }) => status !== 'ready')) disconnect();
    await inTime(queue.close(), closeWithinMs).catch(() => undefined);
    disconnect();
  };
  return { queue, close };
}
