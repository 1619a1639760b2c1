import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Cancel, World } from '../world.ts';
import type { Line } from './line.ts';

type Heads = Readonly<Record<PartitionName, number>>;

export type BulletinsOptions = {
  readonly line: Line;
  readonly world: World;
  /** How far the partitions of this node have come. */
  readonly heads: () => ReadonlyMap<PartitionName, number>;
  /** How far another node's has. */
  readonly onHead: (partition: PartitionName, number: number) => void;
};

const headsSubject = 'souk.heads';
/** A last head that was lost shows so soon. */
const repeatEveryMs = 1_000;

/** Tells the other nodes how far this node's partitions have come: at once, and all of them every second. */
export class Bulletins {
  readonly #options: BulletinsOptions;
  readonly #moved = new Map<PartitionName, number>();
  readonly #deaf: Cancel;
  #cancel: Cancel | undefined;

  constructor(options: BulletinsOptions) {
    this.#options = options;
    this.#deaf = options.line.hear(headsSubject, (message) => this.#heard(message));
    this.#repeatLater();
  }

  stored({ partition, number }: FeedBatch): void {
    if (this.#moved.size === 0) this.#options.world.soon(() => this.#tellMoved());
    this.#moved.set(partition, number);
  }

  stop(): void {
    this.#cancel?.();
    this.#deaf();
  }

  #repeatLater(): void {
    this.#cancel = this.#options.world.after(repeatEveryMs, () => {
      this.#tell(this.#options.heads());
      this.#repeatLater();
    });
  }

  #tellMoved(): void {
    this.#tell(this.#moved);
    this.#moved.clear();
  }

  #tell(heads: ReadonlyMap<PartitionName, number>): void {
    if (heads.size === 0) return;
    this.#options.line.send(headsSubject, Buffer.from(JSON.stringify(Object.fromEntries(heads))));
  }

  #heard(message: Buffer): void {
    const heads = JSON.parse(message.toString()) as Heads;
    for (const [partition, number] of Object.entries(heads)) this.#options.onHead(partition, number);
  }
}
