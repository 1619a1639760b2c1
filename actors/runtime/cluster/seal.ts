import { createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { hour, minute } from '../time.ts';
import type { World } from '../world.ts';

/** A message and the node that sent it. */
export type Opened = { readonly from: string; readonly body: Buffer };

const version = 1;
const macBytes = 32;
const fixedBytes = 18;
/** Clocks of nodes differ at most so much. What is older is refused, however well it is signed. */
const mostSkewMs = 5 * minute;
const mostSenders = 1_000;

/**
 * Signs what one node tells others: HMAC-SHA256 over the subject, the sender, the time and a number that only grows,
 * with a key of that node and that hour. Whoever reaches the wire, and not the vault that holds the secret, can neither
 * speak for a node nor repeat what one has said.
 *
 *     version 1 | at 8 | number 8 | length of sender 1 | sender | body | mac 32
 */
export class Seal {
  readonly #secret: string;
  readonly #self: Buffer;
  readonly #world: World;
  readonly #keys = new LRUCache<string, Buffer>(atMost(2 * mostSenders));
  readonly #last = new LRUCache<string, number>(atMost(mostSenders));
  #number = 0;

  constructor(secret: string, self: string, world: World) {
    this.#secret = secret;
    this.#self = Buffer.from(self);
    this.#world = world;
    if (this.#self.length > 255) throw new Error('the id of a node has at most 255 bytes');
  }

  seal(subject: string, body: readonly Uint8Array[]): Buffer {
    const head = Buffer.allocUnsafe(fixedBytes);
    const at = this.#world.now();
    this.#number += 1;
    head.writeUInt8(version, 0);
    head.writeDoubleBE(at, 1);
    head.writeDoubleBE(this.#number, 9);
    head.writeUInt8(this.#self.length, 17);
    const parts = [head, this.#self, ...body];
    return Buffer.concat([...parts, this.#mac(this.#self.toString(), at, subject, parts)]);
  }

  /** Undefined: not of a node of ours, or not now, or not for the first time. */
  open(subject: string, bytes: Buffer): Opened | undefined {
    if (bytes.length < fixedBytes + macBytes || bytes.readUInt8(0) !== version) return undefined;
    const [at, number, end] = [bytes.readDoubleBE(1), bytes.readDoubleBE(9), bytes.length - macBytes];
    const bodyFrom = fixedBytes + bytes.readUInt8(17);
    if (bodyFrom > end || !(Math.abs(this.#world.now() - at) <= mostSkewMs)) return undefined;
    const from = bytes.toString('utf8', fixedBytes, bodyFrom);
    const mac = this.#mac(from, at, subject, [bytes.subarray(0, end)]);
    if (!timingSafeEqual(mac, bytes.subarray(end))) return undefined;
    // One connection keeps the order of what it carries, so what comes again, or late, was recorded by somebody.
    if (number <= (this.#last.get(from) ?? 0)) return undefined;
    this.#last.set(from, number);
    return { from, body: bytes.subarray(bodyFrom, end) };
  }

  #mac(sender: string, at: number, subject: string, parts: readonly Uint8Array[]): Buffer {
    const mac = createHmac('sha256', this.#keyOf(sender, Math.floor(at / hour))).update(`${subject}\n`);
    for (const part of parts) mac.update(part);
    return mac.digest();
  }

  #keyOf(sender: string, hourOfKey: number): Buffer {
    const name = `${sender}\n${hourOfKey}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const key = createHmac('sha256', this.#secret).update(name).digest();
    this.#keys.set(name, key);
    return key;
  }
}
