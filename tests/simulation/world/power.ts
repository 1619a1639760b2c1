import { createHash } from 'node:crypto';
import { toNewBatch } from '../../../actors/runtime/journal/copy.ts';
import type { Batch, NewBatch, PartitionName } from '../../../actors/runtime/journal/journal.ts';
import { JournalUnavailable } from '../../../actors/runtime/journal/journal.ts';
import { type MemoryDisk, memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import type { Dice } from './dice.ts';
import type { Bend } from './far-port.ts';

/** What a disk may hold of the write that was under way when the power went. */
const remainders = ['nothing', 'beginning', 'holes', 'all'] as const;
type Remainder = (typeof remainders)[number];

const longestMs = 2_000;
const blockBytes = 64;

/**
 * The power of the journal's machine. It goes amid a write, of which a part is on the disk, and what only memory held is
 * gone. When it is back, the engine reads its disk from the beginning and leaves out what is not whole, as they all do.
 */
export class Power {
  /** How likely it goes amid one append. */
  cuts = 0;
  #isOff = false;
  readonly #disk: MemoryDisk;
  readonly #dice: Dice;
  readonly #later: (ms: number, back: () => void) => void;

  constructor(disk: MemoryDisk, dice: Dice, later: (ms: number, back: () => void) => void) {
    this.#disk = disk;
    this.#dice = dice;
    this.#later = later;
  }

  restore(): void {
    this.cuts = 0;
    this.#isOff = false;
  }

  /** Without power there is no engine. */
  behind(bend: Bend): Bend {
    return async (name, args, pass) => {
      if (this.#isOff) throw new JournalUnavailable('its machine has no power');
      if (name !== 'append' || !this.#dice.happens(this.cuts)) return bend(name, args, pass);
      const [partition, batch] = args as [PartitionName, NewBatch];
      const remainder = this.#dice.pick(remainders);
      if (remainder === 'all') await pass();
      this.#goOff();
      await recover(this.#disk, { partition, batch: { ...batch, bytes: tear(batch.bytes, remainder, this.#dice) } });
      throw new JournalUnavailable('its machine lost its power');
    };
  }

  #goOff(): void {
    this.#isOff = true;
    this.#later(this.#dice.roll() * longestMs, () => {
      this.#isOff = false;
    });
  }
}

/** A write as it lies on the disk. */
type Written = { readonly partition: PartitionName; readonly batch: Batch };

/** Snapshots are nobody's only copy, and nobody waits for them to be durable. */
export async function recover(disk: MemoryDisk, last: Written): Promise<void> {
  const written = [...disk.logs].flatMap(([partition, { batches }]) => batches.map((batch) => ({ partition, batch })));
  disk.logs.clear();
  disk.snapshots.clear();
  const journal = memoryJournal(disk);
  for (const { partition, batch } of [...written, last]) {
    if (isWhole(batch)) await journal.append(partition, toNewBatch(batch));
  }
}

const isWhole = ({ bytes, hash }: Batch): boolean => createHash('sha256').update(bytes).digest('hex') === hash;

/** Of `all` the disk has the rest already. */
function tear(bytes: Uint8Array, remainder: Remainder, dice: Dice): Uint8Array {
  if (remainder === 'nothing' || remainder === 'all') return bytes.subarray(0, 0);
  const at = dice.between(0, bytes.byteLength - 1);
  return remainder === 'beginning' ? bytes.subarray(0, at) : bytes.slice().fill(0, at, at + blockBytes);
}
