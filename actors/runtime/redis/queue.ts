import Bull from 'bull';
import { Redis } from 'ioredis';
import { inTime } from './in-time.ts';

const prefix = 'souk-jobs';
const closeWithinMs = 12_000;
/** A node that is gone keeps what it did for so long, until another one does it. */
const settings: Bull.AdvancedSettings = { lockDuration: 15_000, stalledInterval: 10_000 };

export type OpenedQueue<Work> = { readonly queue: Bull.Queue<Work>; close(): Promise<void> };

/**
 * A queue of Bull on connections of its own. Bull leaves those open that it did not make, and some of those that it
 * made where Redis is away: so we make them all, and end them ourselves.
 */
export function openQueue<Work>(url: string, name: string): OpenedQueue<Work> {
  const made: Redis[] = [];
  const createClient = (type: 'client' | 'subscriber' | 'bclient'): Redis => {
    // What waits for work or for news waits as long as it takes.
    const patience = type === 'client' ? { maxRetriesPerRequest: 1 } : { maxRetriesPerRequest: null };
    const client = new Redis(url, { ...patience, enableReadyCheck: false });
    // Whoever asks hears of it; the connection beside these tells that Redis is away.
    client.on('error', () => undefined);
    made.push(client);
    return client;
  };
  const queue = new Bull<Work>(name, { prefix, settings, createClient: createClient as never });
  queue.on('error', () => undefined);
  const close = async (): Promise<void> => {
    await inTime(queue.close(), closeWithinMs).catch(() => undefined);
    for (const client of made) client.disconnect();
  };
  return { queue, close };
}
