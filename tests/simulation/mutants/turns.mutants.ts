import type { Mutant } from './mutant.ts';

/** Bugs of turns, answers and commits. */
export const turnMutants: readonly Mutant[] = [
  {
    name: 'answered before it is durable',
    why: 'What a client was told is gone when the node dies a moment later.',
    file: 'actors/runtime/partition/commits.ts',
    find: '    const stored = await this.#store(',
    replace: '    this.#acknowledge(turns);\n    const stored = await this.#store(',
    caughtBy: ['answers', 'orders', 'linearizable', 'carts'],
  },
  {
    name: 'refusal without an entry',
    why: 'A retry of what was refused may be accepted, when the client has long told its shopper no.',
    file: 'actors/runtime/partition/turns.ts',
    find: 'return this.#draft(work, actor, [], [], { refusal: decision });',
    replace: `{
      const outcome = { answer: { refusal: decision }, version: actor.version, at: this.#at, replayed: false };
      this.#turns.told.push({ work, outcome });
      return true;
    }`,
    caughtBy: ['answers', 'linearizable'],
  },
  {
    name: 'answers forgotten at a restart',
    why: 'A retry after a crash happens a second time.',
    file: 'actors/runtime/partition/answers.ts',
    find: 'if (keys.length === 0) return;',
    replace: 'if (keys.length >= 0) return;',
    caughtBy: ['journal', 'answers'],
  },
  {
    name: 'known commands stored again',
    why: 'The journal is the last to see that a command was done before, and does not look.',
    file: 'actors/runtime/journal/memory.ts',
    find: "if (look && batch.entries.some(({ answerKey }) => log.answers.has(answerKey))) return 'known';",
    replace: '',
    caughtBy: ['journal', 'answers'],
  },
  {
    name: 'another body accepted',
    why: 'Whoever comes with another wish under a used key is told that it came true.',
    file: 'actors/runtime/partition/turns.ts',
    find: "const isSame = bodyHash === '' || bodyHash === work.bodyHash;",
    replace: 'const isSame = true;',
    caughtBy: ['answers'],
  },
  {
    name: 'state kept after a lost append',
    why: 'What never became durable lives on in memory, and is sold from.',
    file: 'actors/runtime/partition/partition.ts',
    find: '    this.#forgetAll();\n    this.#ownership.lose(problem)',
    replace: '    this.#log.forget();\n    this.#actors.unpin();\n    this.#ownership.lose(problem)',
    caughtBy: ['journal', 'linearizable', 'answers'],
  },
  {
    name: 'state kept after a batch that went back',
    why: 'The commands of a batch that met a known one are decided again on top of their own effect.',
    file: 'actors/runtime/partition/commits.ts',
    find: '    for (const actor of turns.touched) actors.forget(actor.stream);\n',
    replace: '',
    caughtBy: ['journal', 'linearizable'],
  },
  {
    name: 'a command turned away by an old look',
    why: 'Whoever was the owner once says of a cart made since that it is not there.',
    file: 'actors/runtime/partition/commits.ts',
    find: "return isAsked || told.some((one) => 'problem' in one) ? log.confirm() : { sure: true };",
    replace: 'return isAsked && told.length < 0 ? log.confirm() : { sure: true };',
    caughtBy: ['linearizable', 'answers', 'orders'],
    isRare: true,
  },
  {
    name: 'a refusal by what was shown in passing',
    why: 'A vendor long approved is refused for good, for somebody was shown how it was before.',
    file: 'actors/runtime/host.ts',
    find: '(await made) as Untyped, true);',
    replace: '(await made) as Untyped);',
    caughtBy: ['linearizable', 'orders', 'answers'],
  },
  {
    name: 'deadline not checked before the turn',
    why: 'Work is done for a caller who has gone and was told that it was not begun.',
    file: 'actors/runtime/partition/turns.ts',
    find: "if (work.deadline < this.#now) work.reject(runtimeError('DEADLINE_PASSED'));\n    else if (known)",
    replace: 'if (known)',
    caughtBy: ['deadlines'],
  },
  {
    name: 'stale read answered',
    why: 'A shopper sees what was never stored, and sees it vanish.',
    file: 'actors/runtime/partition/readers.ts',
    find: 'else if (actor.durable < version && !(await this.#options.stored())) return false;',
    replace: '',
    caughtBy: ['linearizable', 'orders', 'answers'],
  },
];
