import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { bodyHashOf } from '../../actors/runtime/body-hash.ts';
import { Codec } from '../../actors/runtime/journal/codec.ts';
import type { Entry } from '../../actors/runtime/journal/entry.ts';
import { encodeBatch, entryLinesOf, readEntry, readHeader } from '../../actors/runtime/journal/format.ts';
import { emptyDisk, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { memoryVault } from '../../actors/runtime/vault/memory.ts';
import { append, chain, reserve } from './journal.given.ts';

// A hundred journals are sealed, opened and verified.
jest.setTimeout(60_000);

const anyText = fc.string({ unit: 'grapheme', maxLength: 20 });
const header = fc.record({
  partition: fc.constantFrom('orders/00', 'orders/15'),
  number: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  previousHash: fc.stringMatching(/^([0-9a-f]{64})?$/),
  node: anyText,
  nonce: anyText,
  at: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
});

const fields = fc.dictionary(fc.oneof(anyText, fc.constant('__proto__')), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 4,
});
/** Ann writes something: her words are hidden, the rest is not. */
const event = fc.record({
  type: fc.constantFrom('wrote', 'left'),
  who: fc.constantFrom('ann', 'bob'),
  words: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, '', 0, false)),
  other: fields,
});
const entry: fc.Arbitrary<Entry> = fc.record({
  stream: fc.constantFrom('acme/diary/d1', 'acme/diary/d2', 'acme/thing/t1'),
  version: fc.nat({ max: 1_000_000 }),
  at: fc.nat(),
  by: anyText,
  commandId: anyText,
  bodyHash: anyText,
  traceId: anyText,
  events: fc.array(event, { maxLength: 3 }),
  answer: fc.jsonValue({ maxDepth: 2 }).map((result) => ({ result: result as Entry['events'][number] & string })),
});
const entries = fc.array(entry, { maxLength: 4 });

const metaOf = ({ stream, version, events, commandId }: Entry) => ({
  stream,
  version,
  events: events.length,
  commandId,
});

test('whatever is written into a batch is read from it again, whole and by its index', () => {
  fc.assert(
    fc.property(header, entries, (head, some) => {
      const lines = some.map((one) => JSON.stringify(one));
      const batch = encodeBatch(head, lines, some.map(metaOf));
      expect(readHeader(batch.bytes)).toEqual(head);
      expect(entryLinesOf(batch.bytes).map((bytes) => JSON.stringify(readEntry(bytes)))).toEqual(lines);
      for (const [place, { offset, length }] of batch.entries.entries()) {
        expect(Buffer.from(batch.bytes.subarray(offset, offset + length)).toString()).toBe(lines[place]);
      }
    }),
  );
});

const personal = { diary: { wrote: { person: 'who', fields: ['words'] } } };

test('whatever is personal is sealed and opened again, and is null once its person is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(entries, async (some) => {
      const codec = new Codec(personal, memoryVault());
      const drafts = some.map((one) => ({
        entry: one,
        person: codec.personIn(one.stream, one.events),
        line: JSON.stringify(one),
      }));
      const lines = await codec.encode(drafts);
      expect((await codec.decode(lines)).map(said)).toEqual(some.map(said));
      await codec.forget('acme/ann');
      for (const [place, { stream, events }] of (await codec.decode(lines)).entries()) {
        for (const [at, known] of events.entries()) {
          const was = some[place]?.events[at] as Readonly<Record<string, unknown>>;
          const isForgotten = stream.includes('diary') && known.type === 'wrote' && was.who === 'ann';
          expect(known).toMatchObject({ who: was.who, words: isForgotten ? null : plain(was.words) });
        }
      }
    }),
  );
});

const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
/** Also a field that is called `__proto__`, which `toEqual` does not see. */
const said = (value: unknown): string => bodyHashOf('c1', 'says', plain(value));

test('a single bit that turned is found, wherever in a journal it stands', async () => {
  const story = [[reserve('a', 1), reserve('b', 1)], [reserve('a', 2)], [reserve('b', 2), reserve('a', 3)]];
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 2 }), fc.nat(), async (number, place) => {
      const disk = emptyDisk();
      await append(memoryJournal(disk), chain('orders/00'), ...story);
      expect(await verifyJournal(memoryJournal(disk))).toEqual([]);
      const batches = disk.logs.get('orders/00')?.batches ?? [];
      const [batch] = batches.slice(number);
      if (!batch) throw new Error('no batch');
      const bytes = batch.bytes.slice();
      const bit = place % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      batches[number] = { ...batch, bytes };
      expect(await verifyJournal(memoryJournal(disk))).toMatchObject([{ partition: 'orders/00', number: number + 1 }]);
    }),
  );
});
