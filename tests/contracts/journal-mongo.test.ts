import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeBatch } from '../../actors/runtime/journal/format.ts';
import { emptyHead, type Head, type Journal, type NewBatch } from '../../actors/runtime/journal/journal.ts';
import { mongoJournal } from '../../actors/runtime/journal/mongo.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { eventually } from '../journeys/eventually.ts';
import { givenMongo, shortAnswers, timeouts } from '../servers/mongo.given.ts';
import { describeWith } from '../servers/servers.given.ts';
import { append, chain, commandsOf, reserve, unavailable } from './journal.given.ts';
import { journalSuite } from './journal.suite.ts';

const partition = 'orders/00';

describeWith('mongo')('On a real server,', () => {
  const mongo = givenMongo();

  journalSuite('MongoDB', () => {
    const url = mongo.freshUrl(mongo.cable().port);
    return {
      open: () => mongoJournal({ url, ...timeouts }),
      fail: () => mongo.cable().part(),
      clean: async () => {},
    };
  });

  describe('several nodes with one journal in MongoDB', () => {
    let url: string;
    let open: Journal[];

    const start = (within = timeouts): Journal => {
      const journal = mongoJournal({ url, ...within });
      open.push(journal);
      return journal;
    };

    beforeEach(() => {
      url = mongo.freshUrl(mongo.cable().port);
      open = [];
    });

    afterEach(async () => {
      await Promise.all(open.map((journal) => journal.close()));
    });

    /** The batch that a node would write after this head. */
    function after(head: Head, node: string): NewBatch {
      const number = head.number + 1;
      const header = { partition, number, previousHash: head.hash, node, nonce: `${node}-${number}`, at: number };
      const line = JSON.stringify({ stream: 'a', version: number, commandId: `c${number}`, events: [node] });
      return encodeBatch(header, [line], [{ stream: 'a', version: number, events: 1, commandId: `c${number}` }]);
    }

    async function writeTurns(node: string, turns: number): Promise<number[]> {
      const journal = start();
      const won: number[] = [];
      let head = emptyHead;
      for (let turn = 0; turn < turns; turn += 1) {
        const batch = after(head, node);
        if ((await journal.append(partition, batch)) === 'stored') won.push(batch.number);
        [head = emptyHead] = await journal.heads([partition]);
      }
      return won;
    }

    test('that all believe they own a partition write every number once between them', async () => {
      const won = (await Promise.all(['n1', 'n2', 'n3'].map((node) => writeTurns(node, 40)))).flat();
      const journal = start();
      const [head] = await journal.heads([partition]);
      const numbers = Array.from({ length: head?.number as number }, (_, place) => place + 1);
      expect(won.sort((a, b) => a - b)).toEqual(numbers);
      expect(await verifyJournal(journal)).toEqual([]);
    });

    test('make what is missing all at once, and agree on the number of partitions', async () => {
      const journals = Array.from({ length: 5 }, () => start());
      const agreed = await Promise.all(journals.map((journal, place) => journal.partitions(16 + place)));
      expect(new Set(agreed).size).toBe(1);
    });

    test('refuse a journal that a later build has changed', async () => {
      await start().probe();
      await mongo
        .database(url)
        .collection<{ _id: string }>('schemas')
        .updateOne({ _id: 'journal' }, { $inc: { version: 1 } });
      await expect(start().heads([partition])).rejects.toThrow('written by a later version of Souk');
    });

    test('store once what was acknowledged to nobody and is sent again', async () => {
      const [journal, log] = [start(shortAnswers), chain(partition)];
      await append(journal, log, [reserve('a', 1)]);
      const mend = mongo.cable().loseAnswers();
      const batch = log.next(reserve('a', 2));
      await expect(journal.append(partition, batch)).rejects.toMatchObject(unavailable);
      mend();
      expect((await journal.batchAt(partition, 2))?.nonce).toBe(batch.nonce);
      expect(await journal.append(partition, batch, true)).toBe('stored');
      expect(commandsOf(await journal.stream(partition, 'a', 0, 10))).toEqual(['a#1', 'a#2']);
    });

    test('wait no longer for a server that does not even take what is sent, and go on with it later', async () => {
      const [journal, log] = [start(shortAnswers), chain(partition)];
      await append(journal, log, [reserve('a', 1)]);
      // More than lies on the way to a server: the rest waits to be sent.
      const large = log.next({ ...reserve('a', 2), events: ['x'.repeat(11 * 1024 * 1024)] });
      const letGo = mongo.cable().hold();
      await expect(journal.append(partition, large)).rejects.toMatchObject(unavailable);
      letGo();
      await eventually('it is stored', () => journal.append(partition, large).catch(() => undefined));
      expect(commandsOf(await journal.stream(partition, 'a', 0, 10))).toEqual(['a#1', 'a#2']);
    });

    test('read a long stream in pages, also where one batch holds more of it than a page', async () => {
      const [journal, log] = [start(), chain(partition)];
      const many = (from: number, count: number) => Array.from({ length: count }, (_, at) => reserve('a', from + at));
      await append(journal, log, [reserve('a', 1)], many(2, 300), many(302, 40), [reserve('b', 1)], many(342, 3));
      const versions: number[] = [];
      for (let page = await journal.stream(partition, 'a', 0, 7); page.length > 0; ) {
        versions.push(...page.map(({ version }) => version));
        page = await journal.stream(partition, 'a', versions.at(-1) as number, 7);
      }
      expect(versions).toEqual(Array.from({ length: 344 }, (_, at) => at + 1));
    });

    test('refuse a batch that is larger than a document may be, and store nothing of it', async () => {
      const journal = start();
      const large = { ...reserve('a', 1), events: ['x'.repeat(13 * 1024 * 1024)] };
      await expect(journal.append(partition, chain(partition).next(large))).rejects.toThrow(RangeError);
      expect(await journal.names()).toEqual([]);
    });
  });
});
