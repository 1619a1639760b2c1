import { roomOf } from '../tenants/isolation.ts';
import type { AnyChannel } from './channel-kinds.ts';
import type { Live } from './live.ts';
import type { ListChange, Version } from './protocol.ts';

/** The channels that are followed through one hub, and the versions of lists: they count what this hub has told. */
export class LiveChannels {
  readonly #open = new Map<string, Live>();
  readonly #epoch: string;
  #count = 0;

  /** `epoch`: no other hub's. */
  constructor(epoch: string) {
    this.#epoch = epoch;
  }

  get size(): number {
    return this.#open.size;
  }

  all(): IterableIterator<Live> {
    return this.#open.values();
  }

  find(tenantId: string, channel: string): Live | undefined {
    return this.#open.get(roomOf(tenantId, channel));
  }

  has(live: Live): boolean {
    return this.#open.get(live.room) === live;
  }

  follow(tenantId: string, channel: string, kind: AnyChannel, id: string): void {
    const room = roomOf(tenantId, channel);
    const version = kind.kind === 'list' ? this.nextVersion() : '';
    const none = {
      followers: 0,
      version,
      newest: 0,
      changes: new Map<string, ListChange>(),
      isGap: false,
      framed: false,
    };
    const live = this.#open.get(room) ?? { tenantId, channel, room, kind, id, ...none };
    this.#open.set(room, live);
    live.followers += 1;
  }

  /** The channel, if it was the last one who followed it. */
  unfollow(tenantId: string, channel: string): Live | undefined {
    const live = this.find(tenantId, channel);
    if (!live) return undefined;
    live.followers -= 1;
    if (live.followers > 0) return undefined;
    this.#open.delete(live.room);
    return live;
  }

  nextVersion(): Version {
    this.#count += 1;
    return `${this.#epoch}-${this.#count}`;
  }
}
