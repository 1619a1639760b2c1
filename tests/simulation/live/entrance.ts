import type { Caller } from '../../../actors/runtime/caller.ts';
import type { Consumer } from '../../../actors/runtime/feed/consumer.ts';
import type { Instant } from '../../../actors/runtime/time.ts';
import type { Transport } from '../../../actors/runtime/transport.ts';
import type { World } from '../../../actors/runtime/world.ts';
import { Door } from '../../../realtime/door.ts';
import type { Identify } from '../../../realtime/parties.ts';
import type { Owner } from '../world/scheduler.ts';
import { SimulatedIo } from './simulated-io.ts';

/** Whom a token speaks for. */
export type Session = { readonly tenantId: string; readonly caller: Caller; readonly expiresAt: Instant };

/** Tokens that say plainly who comes: whom a gateway believes is tested elsewhere. */
const identify: Identify = {
  handshake: async ({ token = '' }) => JSON.parse(token) as Session,
  guest: () => undefined,
};

const followed: ReadonlySet<string> = new Set(['realtime', 'realtime-vendor-orders']);

export type EntranceOptions = {
  readonly owner: Owner;
  readonly transport: Transport;
  readonly world: World;
};

/** Where browsers come into one process: the real door, on simulated sockets. */
export class Entrance {
  readonly owner: Owner;
  readonly io = new SimulatedIo();
  readonly door: Door;
  readonly problems: string[] = [];
  /** Of those that somebody follows here: nobody searches, and nobody asks for figures. */
  readonly consumers: readonly Consumer[];

  constructor({ owner, transport, world }: EntranceOptions) {
    this.owner = owner;
    const onBug = (error: unknown) => this.problems.push(`a socket met a bug: ${String(error)}`);
    this.door = new Door(this.io.asServer, { identify, transport, world, maxSockets: 1_000, onBug });
    this.door.start();
    this.consumers = this.door.hub.consumers.filter(({ name }) => followed.has(name));
  }

  /** Whether somebody here waits until this consumer has handled a batch. */
  comesAfter(consumer: string): boolean {
    return this.consumers.some(({ after }) => after?.includes(consumer));
  }
}
