import { type Kind, kinds, mostOfAKind } from './plan.ts';

/** What a person at the terminal may order. */
export type Order =
  | { readonly do: 'scale'; readonly kind: Kind; readonly count: number }
  | { readonly do: 'drain' | 'kill'; readonly name: string }
  | { readonly do: 'roll' | 'table' | 'quit' };

export const ordersHelp = `  scale actors 4      that many of a kind (gateways, actors): more are added, the youngest are drained
  drain actors-2      as a supervisor stops one: no caller hears of it
  kill actors-2       as a power cut does
  roll                replaces all of them, one after the other
  table               the nodes as they are now (Enter does it, too)
  quit                drains them all (Ctrl-C does it, too)`;

const isKind = (word: string | undefined): word is Kind => kinds.some((kind) => kind === word);

/** Undefined: nobody can read it. */
export function readOrder(line: string): Order | undefined {
  const [word = '', name, number] = line.trim().split(/\s+/);
  if (word === '') return { do: 'table' };
  if (word === 'roll' || word === 'table' || word === 'quit') return { do: word };
  if ((word === 'drain' || word === 'kill') && name !== undefined) return { do: word, name };
  const count = Number(number);
  const isCount = Number.isInteger(count) && count >= 1 && count <= mostOfAKind;
  if (word === 'scale' && isKind(name) && isCount) return { do: 'scale', kind: name, count };
  return undefined;
}
