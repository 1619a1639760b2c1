import type { Batch, Head, StoredEntry } from '../../../actors/runtime/journal/journal.ts';
import { emptyHead, type Journal } from '../../../actors/runtime/journal/journal.ts';
import type { Dice } from './dice.ts';
import type { Bend } from './far-port.ts';

type Seen = Map<string, number>;

/**
 * A journal of several machines, read by one session: what the session has seen once it sees for good, and whatever is
 * newer it may miss for a while. Appends are always decided by the truth.
 */
export function staleReads(journal: Journal, dice: Dice, chance: () => number): Bend {
  const seen: Seen = new Map();
  const note = (partition: string, number: number) => {
    seen.set(partition, Math.max(number, seen.get(partition) ?? 0));
    return number;
  };
  /** The newest batch that this read sees. */
  const horizon = async (partition: string): Promise<number> => {
    const [head] = await journal.heads([partition]);
    const known = seen.get(partition) ?? 0;
    return dice.between(Math.min(known, head?.number ?? 0), head?.number ?? 0);
  };
  return async (name, args, pass) => {
    const [partition] = args as [string];
    if (name === 'append') return noted(await pass(), () => note(partition, (args[1] as Batch).number));
    const bends = bending[name];
    if (!bends || !dice.happens(chance())) return bends ? noteAll(name, args, await pass(), note) : pass();
    if (name === 'heads')
      return Promise.all((args[0] as readonly string[]).map((one) => staleHead(journal, one, horizon)));
    const until = await horizon(partition);
    return noteAll(name, args, bends(await pass(), until), note);
  };
}

const noted = (outcome: unknown, note: () => void): unknown => {
  if (outcome === 'stored') note();
  return outcome;
};

async function staleHead(journal: Journal, partition: string, horizon: (partition: string) => Promise<number>) {
  const batch = await journal.batchAt(partition, await horizon(partition));
  return batch ? { number: batch.number, hash: batch.hash, at: batch.at } : emptyHead;
}

const bending: Readonly<Record<string, ((result: unknown, until: number) => unknown) | undefined>> = {
  heads: (result) => result,
  batchAt: (result, until) => (((result as Batch | undefined)?.number ?? 0) <= until ? result : undefined),
  read: (result, until) => (result as Batch[]).filter(({ number }) => number <= until),
  stream: (result, until) => (result as StoredEntry[]).filter(({ batch }) => batch <= until),
  answers: (result, until) => (result as StoredEntry[]).filter(({ batch }) => batch <= until),
};

/** What a read has shown, the session has seen. */
function noteAll(
  name: string,
  args: readonly unknown[],
  result: unknown,
  note: (name: string, number: number) => number,
) {
  const [partition] = args as [string];
  if (name === 'heads') {
    for (const [place, one] of (args[0] as readonly string[]).entries()) {
      note(one, (result as readonly Head[])[place]?.number ?? 0);
    }
  }
  if (name === 'batchAt' && result) note(partition, (result as Batch).number);
  if (name === 'read') for (const { number } of result as readonly Batch[]) note(partition, number);
  if (name === 'stream' || name === 'answers') {
    for (const { batch } of result as readonly StoredEntry[]) note(partition, batch);
  }
  return result;
}
