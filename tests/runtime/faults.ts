import { encodeBatch } from '../../actors/runtime/journal/format.ts';
import {
  type Head,
  type Journal,
  JournalUnavailable,
  type PartitionName,
} from '../../actors/runtime/journal/journal.ts';
import { type Rows, RowsUnavailable } from '../../actors/runtime/rows/rows.ts';

type Method = (...args: never[]) => Promise<unknown>;
type Methods<Port> = { readonly [Name in keyof Port]: Port[Name] extends Method ? Name : never }[keyof Port];

/** Stands between the runtime and a port: gets the call as it would have gone, and may do something else. */
export type Between<Port> = {
  [Name in Methods<Port>]?: Port[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (pass: () => Promise<Result>, ...args: Args) => Promise<Result>
    : never;
};

/** A port whose calls a test may bend while it is used, by setting `between`. */
export function bendable<Port extends object>(port: Port): { readonly port: Port; readonly between: Between<Port> } {
  const between: Between<Port> = {};
  const bent = new Proxy(port, {
    get: (target, name) => {
      const method = target[name as keyof Port];
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const pass = () => Reflect.apply(method, target, args);
        const bend = between[name as Methods<Port>] as ((...args: unknown[]) => unknown) | undefined;
        return bend ? bend(pass, ...args) : pass();
      };
    },
  });
  return { port: bent, between };
}

/** A door that calls wait at, until it is opened. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: () => resolve() };
}

const broken = () => new JournalUnavailable('a test says so');
const rowsBroken = () => new RowsUnavailable('a test says so');

type Pass<Result> = (pass: () => Promise<Result>) => Promise<Result>;

/** The engine rejects before it has done anything. */
export const fails =
  <Result>(): Pass<Result> =>
  () =>
    Promise.reject(broken());
export const rowsFail =
  <Result>(): Pass<Result> =>
  () =>
    Promise.reject(rowsBroken());

/** The engine did it, and nobody hears. */
export const losesAnswer =
  <Result>(): Pass<Result> =>
  async (pass) => {
    await pass();
    throw broken();
  };
export const rowsLoseAnswer =
  <Result>(): Pass<Result> =>
  async (pass) => {
    await pass();
    throw rowsBroken();
  };

/** Bends the first so many calls, and lets all others pass. */
export function firstCalls<Result>(count: number, bent: Pass<Result>): Pass<Result> {
  let left = count;
  return (pass) => {
    left -= 1;
    return left >= 0 ? bent(pass) : pass();
  };
}

/** Every call waits at the door. */
export const waitsAt =
  <Result>(door: { readonly passed: Promise<void> }): Pass<Result> =>
  async (pass) => {
    await door.passed;
    return pass();
  };

/** What another node does when it takes a partition: an empty batch of its own at the next number. */
export async function takenByAnother(journal: Journal, partition: PartitionName): Promise<void> {
  const [head] = (await journal.heads([partition])) as [Head];
  const { number, hash, at } = head;
  const header = { partition, number: number + 1, previousHash: hash, node: 'other', nonce: `other-${number}`, at };
  await journal.append(partition, encodeBatch(header, [], []));
}

type Everything<Port> = readonly (Methods<Port> & string)[];

const ofRows: Everything<Rows> = ['apply', 'write', 'get', 'find', 'count', 'cursors'];
const ofJournal: Everything<Journal> = [
  'append',
  'batchAt',
  'isHead',
  'heads',
  'read',
  'stream',
  'answers',
  'loadSnapshot',
  'saveSnapshot',
];

/** Bends many calls alike, until the answer is called. */
function bendAll<Port>(between: Between<Port>, names: Everything<Port>, bent: Pass<never>): () => void {
  Object.assign(between, Object.fromEntries(names.map((name) => [name, bent])));
  return () => {
    for (const name of names) delete between[name];
  };
}

export const breakRows = (between: Between<Rows>): (() => void) => bendAll(between, ofRows, rowsFail());
export const breakJournal = (between: Between<Journal>): (() => void) => bendAll(between, ofJournal, fails());

const stuck = () => new Promise<never>(() => {});

/** Nobody will ever hear from these engines again. */
export function cutOff(journal: Between<Journal>, rows: Between<Rows>): void {
  bendAll(journal, ofJournal, stuck);
  bendAll(rows, ofRows, stuck);
}
