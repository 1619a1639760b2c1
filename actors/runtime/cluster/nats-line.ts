import { connect, type Msg, type NatsConnection } from 'nats';
import type { World } from '../world.ts';
import { type Hear, type Line, LineUnavailable } from './line.ts';
import { type Parcel, Parcels, unpack } from './parcels.ts';
import type { Seal } from './seal.ts';

export type NatsOptions = {
  /** `nats://user:password@host:4222` or `tls://...`, several divided by commas. */
  readonly url: string;
  readonly nodeId: string;
  readonly seal: Seal;
  readonly world: World;
  /** Hears of what came over the line and is no node's. */
  readonly onForged: (subject: string) => void;
};

const connectWithinMs = 10_000;
const reconnectEveryMs = 100;
/** A connection that is dead without a word is found so. */
const pingEveryMs = 1_000;
const mostPingsOut = 2;
/** Parcels of which it may still be told that nobody heard them. The server tells at once, or never. */
const mostReceipts = 2_048;
const noResponders = 503;

/** Rejects with `LineUnavailable` where no server answers. */
export async function natsLine(options: NatsOptions): Promise<Line> {
  const server = new URL(options.url.split(',')[0] ?? '');
  const nats = await connect({
    servers: options.url.split(',').map((url) => new URL(url).host),
    name: options.nodeId,
    ...(server.username !== '' && { user: decodeURIComponent(server.username) }),
    ...(server.password !== '' && { pass: decodeURIComponent(server.password) }),
    ...(server.protocol === 'tls:' && { tls: {} }),
    timeout: connectWithinMs,
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectEveryMs,
    pingInterval: pingEveryMs,
    maxPingOut: mostPingsOut,
  }).catch((error: Error) => {
    throw new LineUnavailable(`NATS at ${server.host} cannot be used: ${error.message}`);
  });
  return new NatsLine(nats, options);
}

class NatsLine implements Line {
  readonly #nats: NatsConnection;
  readonly #options: NatsOptions;
  readonly #parcels: Parcels;
  readonly #receipts = new Map<string, readonly (() => void)[]>();
  readonly #hearers = new Set<(isThere: boolean) => void>();
  readonly #inbox: string;
  #isThere = true;
  #count = 0;

  constructor(nats: NatsConnection, options: NatsOptions) {
    this.#nats = nats;
    this.#options = options;
    this.#inbox = `_INBOX.${options.nodeId}`;
    this.#parcels = new Parcels(options.world.soon, (subject, parcel) => this.#ship(subject, parcel));
    nats.subscribe(`${this.#inbox}.*`, { callback: (_, message) => this.#told(message) });
    void this.#watch();
  }

  send(subject: string, message: Uint8Array, onNobody?: () => void): void {
    this.#parcels.add(subject, message, onNobody);
  }

  hear(subject: string, hear: Hear): () => void {
    const subscription = this.#nats.subscribe(subject, { callback: (_, message) => this.#heard(message, hear) });
    return () => subscription.unsubscribe();
  }

  onConnection(hear: (isThere: boolean) => void): void {
    this.#hearers.add(hear);
    hear(this.#isThere);
  }

  async close(): Promise<void> {
    this.#parcels.shipAll();
    if (this.#isThere) await this.#nats.flush().catch(() => undefined);
    await this.#nats.close();
  }

  /** What cannot be sent now is lost: sent after a while it would be asked of a world that has gone on. */
  #ship(subject: string, { messages, onNobody }: Parcel): void {
    if (!this.#isThere || this.#nats.isClosed()) return;
    const sealed = this.#options.seal.seal(subject, messages);
    this.#nats.publish(subject, sealed, onNobody.length === 0 ? {} : { reply: this.#receiptFor(onNobody) });
  }

  #receiptFor(onNobody: readonly (() => void)[]): string {
    this.#count += 1;
    const subject = `${this.#inbox}.${this.#count}`;
    this.#receipts.set(subject, onNobody);
    const [oldest] = this.#receipts.keys();
    if (this.#receipts.size > mostReceipts && oldest !== undefined) this.#receipts.delete(oldest);
    return subject;
  }

  #told({ subject, headers }: Msg): void {
    if (headers?.code !== noResponders) return;
    const onNobody = this.#receipts.get(subject) ?? [];
    this.#receipts.delete(subject);
    for (const tell of onNobody) tell();
  }

  #heard({ subject, data }: Msg, hear: Hear): void {
    const opened = this.#options.seal.open(subject, Buffer.from(data.buffer, data.byteOffset, data.length));
    if (!opened) return this.#options.onForged(subject);
    if (opened.from === this.#options.nodeId) return;
    for (const message of unpack(opened.body)) hear(message, opened.from);
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#nats.status()) {
      if (type === 'disconnect') this.#tell(false);
      if (type === 'reconnect') this.#tell(true);
    }
  }

  #tell(isThere: boolean): void {
    this.#isThere = isThere;
    for (const hear of this.#hearers) hear(isThere);
  }
}
