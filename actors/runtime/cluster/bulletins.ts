import { placeOf } from '../feed/elsewhere.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Others } from '../others.ts';
import type { Cancel, World } from '../world.ts';
import { Latest } from './latest.ts';
import type { Line } from './line.ts';

const mostBytes = 64 * 1024;

/** What this node knows, and what it wants to hear of other nodes. */
export type Town = {
  /** How far the partitions of this node have come, and how far its consumers. */
  readonly heads: () => ReadonlyMap<PartitionName, number>;
  readonly handled: () => ReadonlyMap<string, number>;
  readonly onBatch: (bytes: Uint8Array) => void;
  readonly onHead: (partition: PartitionName, number: number) => void;
  readonly onHandled: (consumer: string, partition: PartitionName, number: number) => void;
  readonly onForgotten: (person: string) => void;
  readonly onListsChanged: (tenantIds: readonly string[]) => void;
  readonly onAside: (node: string, isAside: boolean) => void;
};

const isAsideMessage = 'aside';
const standsMessage = 'stands';

/** What nodes tell each other besides their calls. */
export class Bulletins implements Others {
  readonly #line: Line;
  readonly #heads: Latest;
  readonly #handled: Latest;
  readonly #deaf: readonly Cancel[];

  constructor(line: Line, world: World, town: Town) {
    const { heads, handled, onBatch, onHead, onHandled, onForgotten, onListsChanged, onAside } = town;
    this.#line = line;
    this.#heads = new Latest({ line, world, subject: 'souk.heads', all: heads, hear: onHead });
    const hear = (place: string, number: number) => {
      const [consumer = '', partition = ''] = place.split(' ');
      onHandled(consumer, partition, number);
    };
    this.#handled = new Latest({ line, world, subject: 'souk.handled', all: handled, hear });
    this.#deaf = [
      line.hear('souk.batches', onBatch),
      line.hear('souk.forgotten', (message) => onForgotten(message.toString())),
      line.hear('souk.lists', (message) => onListsChanged(message.toString().split(' '))),
      line.hear('souk.standing', (message, from) => onAside(from, message.toString() === isAsideMessage)),
    ];
  }

  /** A large batch is told by its number: one read costs less than to bring it to nodes that do not want it. */
  stored(partition: PartitionName, number: number, bytes: Uint8Array): void {
    if (bytes.byteLength > mostBytes) this.#heads.tell(partition, number);
    else this.#line.send('souk.batches', bytes);
  }

  handled(consumer: string, partition: PartitionName, number: number): void {
    this.#handled.tell(placeOf(consumer, partition), number);
  }

  forgotten(person: string): void {
    this.#line.send('souk.forgotten', Buffer.from(person));
  }

  listsChanged(tenantIds: ReadonlySet<string>): void {
    if (tenantIds.size > 0) this.#line.send('souk.lists', Buffer.from([...tenantIds].join(' ')));
  }

  aside(isAside: boolean): void {
    this.#line.send('souk.standing', Buffer.from(isAside ? isAsideMessage : standsMessage));
  }

  stop(): void {
    this.#heads.stop();
    this.#handled.stop();
    for (const deaf of this.#deaf) deaf();
  }
}
