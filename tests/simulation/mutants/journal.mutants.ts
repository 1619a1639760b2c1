import type { Mutant } from './mutant.ts';

/** Bugs of the journal, its writers and what is woken from it. */
export const journalMutants: readonly Mutant[] = [
  {
    name: 'batch number not checked',
    why: 'Two nodes that both believe they own a partition both write, and both sell the last unit.',
    file: 'actors/runtime/journal/memory.ts',
    find: `    if (stored) return stored.nonce === batch.nonce && stored.hash === batch.hash ? 'stored' : 'conflict';
    if (batch.number !== log.batches.length + 1) return 'conflict';
`,
    replace: "    if (stored?.nonce === batch.nonce && stored.hash === batch.hash) return 'stored';\n",
    caughtBy: ['journal'],
  },
  {
    name: 'conflict taken for stored',
    why: 'The node that lost its partition goes on answering as if it had not.',
    file: 'actors/runtime/partition/log.ts',
    find: "if (outcome !== 'stored') return this.#lose(ownerChanged(await this.#writerOf(batch.number)));",
    replace: '',
    caughtBy: ['journal', 'answers'],
  },
  {
    name: 'unknown outcome taken for stored',
    why: 'An append that timed out is believed, and the order that it held is not there.',
    file: 'actors/runtime/partition/log.ts',
    find: "if (there) return there.nonce === batch.nonce ? 'stored' : 'conflict';",
    replace: "return there && there.nonce !== batch.nonce ? 'conflict' : 'stored';",
    caughtBy: ['journal', 'answers', 'orders', 'stock', 'carts'],
  },
  {
    name: 'unknown outcome taken for failure',
    why: 'A client is told for good that nothing happened, and it happened.',
    file: 'actors/runtime/partition/log.ts',
    find: "entries }, bytes };\n    } catch (error) {\n      return this.#lose(Object.assign(runtimeError('JOURNAL_UNAVAILABLE'), {",
    replace:
      "entries }, bytes };\n    } catch (error) {\n      return this.#lose(Object.assign(runtimeError('PRECONDITION_FAILED'), {",
    caughtBy: ['answers', 'feed'],
  },
  {
    name: 'hash chain not continued',
    why: 'Nobody could prove any more that the past was not rewritten.',
    file: 'actors/runtime/partition/log.ts',
    find: 'this.#head = { number: batch.number, hash: batch.hash, at };',
    replace: 'this.#head = { number: batch.number, hash: head.hash, at };',
    caughtBy: ['journal'],
  },
  {
    name: 'a clock set back believed',
    why: 'What came later stands earlier, and timers asked for then are due long ago.',
    file: 'actors/runtime/partition/log.ts',
    find: 'return Math.max(this.#options.world.now(), this.#head?.at ?? 0);',
    replace: 'return this.#options.world.now();',
    caughtBy: ['journal'],
  },
  {
    name: 'snapshot of a newer state',
    why: 'What woke from it has events twice.',
    file: 'actors/runtime/partition/snapshots.ts',
    find: 'const sealed = await codec.sealSnapshot(serialize(state), person, stream);',
    replace: `for (let turns = 0; turns < 50; turns += 1) await undefined;
  const sealed = await codec.sealSnapshot(serialize(state), person, stream);`,
    caughtBy: ['journal', 'linearizable'],
  },
  {
    name: 'snapshot without the events after it',
    why: 'An actor wakes as it was when its snapshot was taken, and sells again what it sold since.',
    file: 'actors/runtime/partition/actors.ts',
    find: 'for (let more = !isYoung; more; ) {',
    replace: 'for (let more = !isYoung && actor.version === 0; more; ) {',
    caughtBy: ['journal'],
  },
  {
    name: 'only the first page of a long past',
    why: 'An actor with many events wakes as it was when it was young.',
    file: 'actors/runtime/partition/actors.ts',
    find: 'const isYoung = (first.at(-1)?.version ?? 0) < youngEvents;',
    replace: 'const isYoung = true;',
    caughtBy: ['journal'],
  },
];
