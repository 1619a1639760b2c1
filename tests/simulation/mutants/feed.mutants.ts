import type { Mutant } from './mutant.ts';

/** Bugs of what follows the journal: flows, views, reminders. */
export const feedMutants: readonly Mutant[] = [
  {
    name: 'cursor moved before the handler',
    why: 'After a crash nobody goes on with what was begun: stock stays reserved for ever.',
    file: 'actors/runtime/feed/flow-consumer.ts',
    find: 'progress.begin({ number: batch.number, hash: batch.hash }, heard.length);',
    replace: 'progress.begin({ number: batch.number, hash: batch.hash }, 0);',
    caughtBy: ['orders', 'money', 'stock', 'carts'],
  },
  {
    name: 'a new id at each redelivery',
    why: 'What a flow asks again after a crash happens again.',
    file: 'actors/runtime/feed/flow-row.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    find: 'commandId: `${about.eventId}:${action}:${line}`,',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    replace: 'commandId: `${about.eventId}:${action}:${line}:${(globalThis.planted = (globalThis.planted ?? 0) + 1)}`,',
    caughtBy: ['feed', 'orders', 'stock', 'journal'],
  },
  {
    name: 'an id without its event',
    why: 'The second refund of an order gets the answer of the first, and is never paid.',
    file: 'actors/runtime/feed/flow-row.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    find: 'commandId: `${about.eventId}:${action}:${line}`,',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    replace: 'commandId: `${about.id}@0:${action}:${line}`,',
    caughtBy: ['ledger', 'money', 'orders'],
  },
  {
    name: 'parked work holds nobody',
    why: 'What comes later overtakes what could not be done, and rows are written out of order.',
    file: 'actors/runtime/feed/parked.ts',
    find: 'return this.#byKey.has(stream);',
    replace: "return stream === '';",
    caughtBy: ['views', 'feed'],
  },
  {
    name: 'parked work forgotten',
    why: 'What could not be done at once is never done.',
    file: 'actors/runtime/feed/parked.ts',
    find: 'return this.all().filter(',
    replace: 'return [].filter(',
    caughtBy: ['orders', 'feed', 'carts'],
  },
  {
    name: 'parked work not read again',
    why: 'What had to wait when the node died waits for ever.',
    file: 'actors/runtime/feed/parked.ts',
    find: 'return all.filter(({ partition }) => partitions.has(partition));',
    replace: 'return all.filter(() => partitions.size < 0);',
    caughtBy: ['orders', 'feed', 'carts'],
  },
  {
    name: 'a replay that forgets how far its view had come',
    why: 'What came after the parked event is in no list.',
    file: 'actors/runtime/feed/cursors.ts',
    find: '    this.#reached.set(partition, next);\n    throw moved;',
    replace: '    throw moved;',
    caughtBy: ['views'],
  },
  {
    name: 'rows without compare-and-set',
    why: 'An old owner writes into the lists too, and balances count twice.',
    file: 'actors/runtime/rows/memory.ts',
    find: '    if (number !== move.expected.number || hash !== move.expected.hash) return false;\n',
    replace: '    void [number, hash];\n',
    caughtBy: ['views', 'ledger'],
  },
  {
    name: 'a failed step of a reader skipped',
    why: 'A batch that could not be handled at once is not handled again.',
    file: 'actors/runtime/feed/reader.ts',
    find: '    await hand(this.#options, this.consumer, this.#partition, batches);\n    this.#handled = last.number;\n',
    replace:
      '    this.#handled = last.number;\n    await hand(this.#options, this.consumer, this.#partition, batches);\n',
    caughtBy: ['views', 'feed', 'ledger'],
  },
  {
    name: 'reminders lost at a restart',
    why: 'Nobody asks a silent provider again, and the order is never decided.',
    file: 'actors/runtime/feed/reminder-consumer.ts',
    find: 'const places = await this.#cursors.load(heads.keys());',
    replace: `const places = await this.#cursors.load(heads.keys());
    const query = { index: 'byDue', where: [this.name], limit: pageOfRows };
    const kept = (await this.#options.rows.find(reminderTable.name, query)).rows;
    await this.#options.rows.write(kept.map(({ commandId }) => ({ table: reminderTable.name, key: String(commandId) })));`,
    caughtBy: ['orders', 'money'],
  },
  {
    name: 'reminders tried once',
    why: 'One whose actor could not be reached when it was due is forgotten.',
    file: 'actors/runtime/feed/reminder-consumer.ts',
    find: 'await this.#settle(commandId, asChange({ ...row, tries, delay, askedAt, dueAt: askedAt + delay }));',
    replace:
      'await this.#settle(commandId, { table: reminderTable.name, key: commandId, ...(tries + delay + askedAt < 0 && row) });',
    caughtBy: ['orders', 'money'],
    isRare: true,
  },
  {
    name: 'tenant left out of a key',
    why: 'The balance of one marketplace is written into the books of another.',
    file: 'tenants/isolation.ts',
    find: 'export const rowKey = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(separator);',
    replace: 'export const rowKey = (_tenantId: string, ...parts: readonly string[]): string => parts.join(separator);',
    caughtBy: ['tenants'],
  },
];
