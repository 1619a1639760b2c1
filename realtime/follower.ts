import type { Caller } from '../actors/runtime/caller.ts';
import { isRetryable, notFound, SoukError } from '../actors/runtime/errors.ts';
import type { CallHeaders } from '../actors/runtime/headers.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { World } from '../actors/runtime/world.ts';
import { roomOf } from '../tenants/isolation.ts';
import { shardOf, waitingIn } from './broadcaster.ts';
import type { AnyChannel } from './channel-kinds.ts';
import { parseChannel, versionOf } from './channels.ts';
import type { Hub } from './hub.ts';
import { textOf } from './messages.ts';
import type { Identify, Identity, SoukSocket } from './parties.ts';
import { type Channel, maxChannelsPerSocket, type Subscribe, type Subscribed } from './protocol.ts';

export type FollowerOptions = {
  readonly socket: SoukSocket;
  readonly hub: Hub;
  readonly identify: Identify;
  readonly transport: Transport;
  readonly world: World;
};

const callTimeoutMs = 5_000;
const subscribesPerSecond = 50;
/** At most so often is looked again because more was told meanwhile; a frame shows the client that it missed some. */
const mostLooks = 3;

type Joined = {
  readonly needsSession: boolean;
  /** It hears what is told: only once it was allowed to look. */
  isIn: boolean;
};

/** One socket and the channels it follows. Every join is authorised by the action whose view the channel is. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #joined = new Map<Channel, Joined>();
  #subscribes = 0;
  #second = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  async subscribe(message: Subscribe): Promise<Subscribed> {
    this.#limit();
    const channel = textOf(message, 'channel');
    const found = parseChannel(channel);
    if (!found) throw notFound('channel');
    const asked = this.#identity;
    const caller = await this.#callerFor(message);
    // Another person has come to this socket meanwhile.
    if (asked !== this.#identity) return this.subscribe(message);
    const known = this.#joined.get(channel);
    const joined = known ?? this.#follow(channel, found.kind, found.id, caller);
    try {
      return await this.#admit(joined, channel, () => this.#look(channel, found.kind, found.id, caller, message.since));
    } catch (error) {
      // Another question for the same channel may have been answered meanwhile, or have joined anew.
      const isOver = !isRetryable(error) || (!known && !joined.isIn);
      if (isOver && this.#joined.get(channel) === joined) this.#leave(channel);
      throw error;
    }
  }

  async unsubscribe(message: { readonly channel: Channel }): Promise<Record<string, never>> {
    this.#leave(textOf(message, 'channel'));
    return {};
  }

  /** The same person may bring a new token; another one starts without the channels of the first. */
  async authenticate(message: { readonly token: string }): Promise<Record<string, never>> {
    this.#limit();
    const { socket, identify } = this.#options;
    const token = textOf(message, 'token');
    const before = this.#identity;
    const handshake = { ...(token && { token }), tenant: before.tenantId };
    const identity = await identify.handshake(handshake, {});
    if (identity.tenantId !== before.tenantId) throw notFound('tenant');
    if (identity.caller.accountId !== before.caller.accountId) this.#leavePrivate();
    socket.data.identity = identity;
    return {};
  }

  /** Ends the channels of a session that has ended, and lets a slow socket that has caught up ask again. */
  sweep(now: Instant): void {
    const { socket } = this.#options;
    if (this.#identity.expiresAt <= now) this.#expire();
    if (socket.rooms.has('slow') && waitingIn(socket) === 0) {
      void socket.leave('slow');
      socket.emit('resync', { channels: [...this.#joined.keys()] });
    }
  }

  leaveAll(): void {
    for (const channel of [...this.#joined.keys()]) this.#leave(channel);
  }

  get #identity(): Identity {
    return this.#options.socket.data.identity;
  }

  #expire(): void {
    const channels = this.#leavePrivate();
    if (channels.length > 0) this.#options.socket.emit('expired', { channels });
  }

  #leavePrivate(): Channel[] {
    const channels = [...this.#joined].filter(([, { needsSession }]) => needsSession).map(([channel]) => channel);
    for (const channel of channels) this.#leave(channel);
    return channels;
  }

  /** With the roles of now: one that was given counts at once, one that was taken no longer. */
  async #callerFor({ token }: Subscribe): Promise<Caller> {
    const { caller, tenantId, expiresAt, reread } = this.#identity;
    if (typeof token === 'string') {
      const guest = this.#options.identify.guest(tenantId, token);
      if (!guest) throw notFound('channel');
      return guest;
    }
    if (caller.kind === 'account' && expiresAt <= this.#options.world.now()) {
      throw new SoukError('Unauthenticated', 'UNAUTHENTICATED', 'The session has ended.');
    }
    return reread ? reread() : caller;
  }

  /** Counts from now on, and hears nothing yet. */
  #follow(channel: Channel, kind: AnyChannel, id: string, caller: Caller): Joined {
    const { socket, hub } = this.#options;
    // Whoever left while it was asked who they are would be followed for ever.
    if (!socket.connected) throw notFound('socket');
    if (this.#joined.size >= maxChannelsPerSocket) throw tooMany();
    const joined = { needsSession: caller.kind === 'account', isIn: false };
    this.#joined.set(channel, joined);
    hub.follow(this.#identity.tenantId, channel, kind, id);
    return joined;
  }

  /** Looks first, for only the look says whether they may join; what was told meanwhile is seen by looking again. */
  async #admit(joined: Joined, channel: Channel, look: () => Promise<Subscribed>): Promise<Subscribed> {
    const { socket, hub } = this.#options;
    const { tenantId } = this.#identity;
    for (let looks = 1; ; looks += 1) {
      const before = hub.versionOf(tenantId, channel);
      const seen = await look();
      if (this.#joined.get(channel) !== joined) throw leftMeanwhile();
      if (!joined.isIn) void socket.join(shardOf(roomOf(tenantId, channel), socket));
      joined.isIn = true;
      if (hub.versionOf(tenantId, channel) === before || looks === mostLooks) return seen;
    }
  }

  #leave(channel: Channel): void {
    if (!this.#joined.delete(channel)) return;
    const { socket, hub } = this.#options;
    const { tenantId } = this.#identity;
    hub.unfollow(tenantId, channel);
    void socket.leave(shardOf(roomOf(tenantId, channel), socket));
  }

  async #look(
    channel: Channel,
    kind: AnyChannel,
    id: string,
    caller: Caller,
    since: string | undefined,
  ): Promise<Subscribed> {
    const { hub, transport } = this.#options;
    const { tenantId } = this.#identity;
    const listVersion = hub.listVersion(tenantId, channel);
    const { result, meta } = await transport.call(kind.action, kind.params(id), this.#headers(tenantId, caller));
    const version = kind.kind === 'list' ? listVersion : String(versionOf(kind, meta.version, result));
    if (version === since || (kind.kind === 'list' && !kind.showsPage)) return { version };
    return { version, state: result };
  }

  /** What was committed before is heard of by nobody any more: what an owner shows that is none any more would stay. */
  #headers(tenantId: string, caller: Caller): CallHeaders {
    const { world } = this.#options;
    const ids = { commandId: world.randomId(), traceId: world.randomId() };
    return { tenantId, caller, ...ids, deadlineMs: callTimeoutMs, sure: true };
  }

  #limit(): void {
    const second = Math.floor(this.#options.world.now() / 1_000);
    if (second !== this.#second) this.#subscribes = 0;
    this.#second = second;
    this.#subscribes += 1;
    if (this.#subscribes > subscribesPerSecond) throw tooMany();
  }
}

/** The session has ended, or another person has come: whoever still wants it asks again. */
const leftMeanwhile = (): SoukError =>
  new SoukError('Conflict', 'CHANNEL_LEFT', 'The channel was left while it was asked for.');

const mostSentence = 'A socket follows at most 100 channels and asks 50 times a second.';
const tooMany = (): SoukError => new SoukError('Overloaded', 'TOO_MANY_SUBSCRIPTIONS', mostSentence);
