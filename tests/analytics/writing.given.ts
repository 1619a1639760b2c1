import { encodeBatch } from '../../actors/runtime/journal/format.ts';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import type { ClickHouse } from '../../analytics/clickhouse.ts';
import { keysOf } from '../../analytics/rows/pseudonyms.ts';
import { Writing } from '../../analytics/writing/writing.ts';
import { temporaryDirectory } from './engine.given.ts';
import type { Log } from './log.given.ts';

/** A journal on a disk, as a shop has it, and how far it is told to go. */
export class Shop {
  readonly directory = temporaryDirectory();
  readonly journal: Journal = sqliteJournal({ directory: this.directory });
  readonly heads = new Map<string, number>();
  readonly asked: string[] = [];
  readonly #vault = memoryVault(realWorld, emptySafe());
  readonly #hashes = new Map<string, string>();

  /** Stores what the journal does not have of a log. */
  async store({ name, batches }: Log): Promise<void> {
    for (const batch of batches.slice(this.heads.get(name) ?? 0)) {
      const { number, at, entries } = batch;
      const previousHash = this.#hashes.get(name) ?? '';
      const header = { partition: name, number, previousHash, node: 'shop', nonce: `${name}-${number}`, at };
      const meta = entries.map((entry) => ({ ...entry, events: entry.events.length }));
      const stored = encodeBatch(
        header,
        entries.map((entry) => JSON.stringify(entry)),
        meta,
      );
      await this.journal.append(name, stored);
      this.#hashes.set(name, stored.hash);
      this.heads.set(name, number);
    }
  }

  /** The process that writes what is stored. */
  write(clickHouse: Pick<ClickHouse, 'address'>, onReached: () => void = () => undefined): Writing {
    const address = clickHouse.address();
    if (!address) throw new Error('the engine is not there');
    const keys = (tenantIds: readonly string[]) => {
      this.asked.push(...tenantIds);
      return keysOf(this.#vault, tenantIds);
    };
    const journal = { directory: this.directory };
    const heads = () => this.heads;
    return new Writing(
      { clickHouse, journal, areas: ['orders', 'ledger'], heads, keys, world: realWorld, onReached },
      address,
    );
  }
}

export const isLevel = (writing: Writing): boolean => writing.lag().every(({ handled, head }) => handled === head);

/** As if the machine had run out of memory. */
export async function killed(writing: Writing): Promise<string> {
  process.kill(writing.pid ?? 0, 'SIGKILL');
  return writing.gone;
}
