import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Journal, NewBatch } from '../../actors/runtime/journal/journal.ts';
import { mongoJournal } from '../../actors/runtime/journal/mongo.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { eventually } from '../journeys/eventually.ts';
import { givenMongo, shortAnswers } from '../servers/mongo.given.ts';
import { describeWith } from '../servers/servers.given.ts';
import { append, chain, reserve, unavailable } from './journal.given.ts';

const partition = 'orders/00';
/** So many that what they bring goes to the server together. */
const partitions = Array.from({ length: 24 }, (_, number) => `orders/${String(number).padStart(2, '0')}`);

describeWith('mongo')('A journal on a replica set of three', () => {
  const mongo = givenMongo(3);
  let url: string;
  let open: Journal[];

  const start = (): Journal => {
    const journal = mongoJournal({ url, ...shortAnswers });
    open.push(journal);
    return journal;
  };

  beforeEach(() => {
    url = mongo.freshUrl();
    open = [];
  });

  afterEach(async () => {
    await Promise.all(open.map((journal) => journal.close()));
    await mongo.servers().restart();
  });

  /** As an owner does it: what was not acknowledged is sent again, until it is. */
  const stored = (journal: Journal, batch: NewBatch, name = partition) =>
    eventually(`batch ${batch.number} of ${name} is stored`, () => journal.append(name, batch).catch(() => undefined));

  async function holds(count: number, names: readonly string[] = [partition]): Promise<void> {
    const other = start();
    expect(await other.heads(names)).toMatchObject(names.map(() => ({ number: count })));
    for (const name of names) expect(await other.stream(name, 'a', 0, 10_000)).toHaveLength(count);
    expect(await verifyJournal(other)).toEqual([]);
  }

  /** Something happens to the primary while batches come, and others come after it. */
  async function appendWhile(breaks: () => Promise<unknown>): Promise<void> {
    const [journal, logs] = [start(), partitions.map((name) => chain(name))];
    let isBroken = false;
    let breaking: Promise<unknown> | undefined;
    let count = 0;
    for (let left = 20; left > 0; left -= isBroken ? 1 : 0) {
      count += 1;
      const next = logs.map((log, place) => stored(journal, log.next(reserve('a', count)), partitions[place]));
      if (count === 20) {
        breaking = breaks().then(() => {
          isBroken = true;
        });
      }
      expect(new Set(await Promise.all(next))).toEqual(new Set(['stored']));
    }
    await breaking;
    await holds(count, partitions);
  }

  test('loses and doubles nothing when its primary steps down amid the batches', async () => {
    await appendWhile(() => mongo.look().db('admin').command({ replSetStepDown: 5, force: true }));
  });

  test('loses and doubles nothing when its primary is killed amid the batches', async () => {
    await appendWhile(async () => mongo.servers().kill('mongo', await mongo.primary()));
  });

  test('stores nothing without a majority and says so, and goes on when it is back', async () => {
    const [journal, log] = [start(), chain(partition)];
    await append(journal, log, [reserve('a', 1)], [reserve('a', 2)]);
    const primary = await mongo.primary();
    const others = [0, 1, 2].filter((member) => member !== primary);
    await Promise.all(others.map((member) => mongo.servers().kill('mongo', member)));
    const batch = log.next(reserve('a', 3));
    await expect(journal.append(partition, batch)).rejects.toMatchObject(unavailable);
    await expect(journal.probe()).rejects.toMatchObject(unavailable);
    await mongo.servers().restart();
    expect(await stored(journal, batch)).toBe('stored');
    await holds(3);
  });
});
