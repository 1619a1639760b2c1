import type { ClickHouse } from './clickhouse.ts';
import { reaching } from './reaching.ts';

/** The one that is asked, and whether another was being made beside it when the process before this one ended. */
export type Found = { readonly isUnfinished: boolean };

type Known = { readonly database: string; readonly number: number; readonly hasVisits: boolean };

const databases = `SELECT name AS database, name IN (SELECT database FROM system.tables WHERE table = 'visits') AS visits
FROM system.databases`;

/** What visitors did is not in the journal: it is never made anew, and moves on to where everything else has been. */
const notOfJournal = 'visits';

/**
 * Databases that hold what is made of the journal: `souk` at first, `souk__2` once everything was made anew, and so on. The
 * one that is asked is the oldest that holds the visits; they move in one step, and nothing else says which it is. So a crash
 * leaves either the one or the other. What is older than it is no longer needed, what is younger is being made.
 */
export class Generations {
  /** Of the one that is asked. */
  readonly clickHouse: ClickHouse;
  readonly #engine: ClickHouse;
  readonly #first: string;
  #number = 1;

  constructor(engine: ClickHouse, first: string) {
    this.#engine = engine;
    this.#first = first;
    this.clickHouse = reaching({
      reach: (ask) => ask(engine.inside(this.#nameOf(this.#number))),
      now: () => engine.inside(this.#nameOf(this.#number)),
      problem: engine.problem,
      close: engine.close,
    });
  }

  /** Of the one that is asked; the first is 1. */
  get number(): number {
    return this.#number;
  }

  get current(): ClickHouse {
    return this.#engine.inside(this.#nameOf(this.#number));
  }

  /** The one that is made beside it. */
  get next(): ClickHouse {
    return this.#engine.inside(this.#nameOf(this.#number + 1));
  }

  /** Looks which one is asked, and drops what is left of those before it. */
  async find(): Promise<Found> {
    const known = await this.#known();
    const numbers = known.filter(({ hasVisits }) => hasVisits).map(({ number }) => number);
    this.#number = numbers.length > 0 ? Math.min(...numbers) : 1;
    for (const { database, number } of known) {
      if (number < this.#number) await this.#engine.inside(database).drop();
    }
    const young = known.find(({ number }) => number > this.#number);
    if (young && !young.hasVisits) await this.#engine.inside(young.database).drop();
    return { isUnfinished: young !== undefined };
  }

  /** From now on the one that was made beside is asked. Where it is cut off, `find` says how far it came. */
  async turn(): Promise<void> {
    const [old, young] = [this.#nameOf(this.#number), this.#nameOf(this.#number + 1)];
    await this.next.command(`DROP TABLE IF EXISTS ${notOfJournal} SYNC`);
    await this.next.command(`RENAME TABLE ${old}.${notOfJournal} TO ${young}.${notOfJournal}`);
    this.#number += 1;
    await this.#engine.inside(old).drop();
  }

  #nameOf(number: number): string {
    return number === 1 ? this.#first : `${this.#first}__${number}`;
  }

  /** Asked where there is a database always. */
  async #known(): Promise<readonly Known[]> {
    const found = await this.#engine.inside('default').query<{ database: string; visits: number }>(databases);
    return found.flatMap(({ database, visits }) => {
      const number = database === this.#first ? 1 : Number(database.split(`${this.#first}__`)[1]);
      return this.#nameOf(number) === database ? [{ database, number, hasVisits: visits === 1 }] : [];
    });
  }
}
