import type { Dice } from './dice.ts';
import type { Owner, Scheduler } from './scheduler.ts';

/** Chances, 0 to 1, of what befalls one call of an engine. */
export type PortFaults = {
  slow: number;
  /** Refused before anything was done. */
  refuses: number;
  /** Done, and nobody hears. */
  losesAnswer: number;
  /** Refused, and done all the same a while later. */
  doneLater: number;
  /** Done by a side that lost what it had not acknowledged: its caller hears nothing in time, and it is nowhere. */
  rolledBack: number;
};

export const noPortFaults = (): PortFaults => ({ slow: 0, refuses: 0, losesAnswer: 0, doneLater: 0, rolledBack: 0 });

/** One process's way to an engine: every call is a step of the scheduler, and may go wrong on the way. */
export type Way = {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly dice: Dice;
  readonly owner: Owner;
  /** Goes on with what was asked of it when its caller has died. */
  readonly engine: Owner;
  readonly faults: PortFaults;
  readonly broken: () => Error;
};

const usualMs = 3;
const slowMs = 3_000;
const timeoutMs = 5_000;

type Method = (...args: unknown[]) => Promise<unknown>;
export type Bend = (name: string, args: readonly unknown[], pass: () => Promise<unknown>) => Promise<unknown>;

const pass: Bend = (_name, _args, go) => go();

/** The port as its far caller sees it. `bend` stands where the engine is. */
export function farPort<Port extends object>(port: Port, way: Way, bend: Bend = pass): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const method = target[name as keyof Port] as Method | undefined;
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const label = `${way.name}.${String(name)}${wordsOf(args)}`;
        return travel(way, label, () => bend(String(name), args, () => Reflect.apply(method, target, args)));
      };
    },
  });
}

/** What a call is about, for whoever reads the story: names and numbers. */
function wordsOf(args: readonly unknown[]): string {
  let words = '';
  for (const arg of args) {
    if (typeof arg === 'string' || typeof arg === 'number') words += ` ${arg}`;
    const { consumer, partition, number, next } = (arg ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof consumer === 'string') words += ` ${consumer} ${String(partition)}`;
    if (typeof number === 'number') words += ` #${number}`;
    if (typeof next === 'object') words += ` to #${String((next as { readonly number?: number } | null)?.number)}`;
  }
  return words;
}

function travel(way: Way, label: string, run: () => Promise<unknown>): Promise<unknown> {
  const { dice, faults, scheduler, owner, engine } = way;
  const fate = dice.roll();
  const delayMs = fate < faults.slow ? dice.between(20, slowMs) : dice.roll() * usualMs;
  const trouble = dice.roll();
  return new Promise((resolve, reject) => {
    const later = (ms: number, what: string, tell: () => void) => scheduler.in(ms, owner, `${label} ${what}`, tell);
    if (trouble < faults.refuses) return void later(delayMs, 'refused', () => reject(way.broken()));
    if (trouble > 1 - faults.rolledBack)
      return void later(dice.between(0, 1) * timeoutMs + delayMs, 'rolled back', () => reject(way.broken()));
    const left = trouble - faults.refuses;
    if (left < faults.losesAnswer + faults.doneLater) {
      const whenMs = left < faults.losesAnswer ? delayMs : timeoutMs + delayMs * 3;
      scheduler.in(whenMs, engine, `${label} unheard`, () => void run().catch(() => undefined));
      return void later(dice.between(0, 1) * timeoutMs + delayMs, 'timed out', () => reject(way.broken()));
    }
    // What was not sent when its caller died is never done; what was, is.
    if (dice.happens(0.85)) return void later(delayMs, 'done', () => void run().then(resolve, reject));
    const answer = (tell: () => void) => later(dice.roll(), 'answered', tell);
    scheduler.in(delayMs, engine, `${label} done for ${owner.name}`, () => {
      run().then(
        (value) => answer(() => resolve(value)),
        (error: unknown) => answer(() => reject(error)),
      );
    });
  });
}
