/** Messages on their way to one subject. */
export type Parcel = {
  readonly messages: Uint8Array[];
  readonly onNobody: (() => void)[];
  bytes: number;
};

const lengthBytes = 4;
/** NATS takes 1 MiB at once; the seal needs a little. */
export const mostBytes = 1_000_000;
/** Sooner than that a parcel goes without waiting for more. */
const fullBytes = 128 * 1024;

/** Gathers what one turn of the loop has to tell to the same subject: a message costs more than its bytes. */
export class Parcels {
  readonly #ship: (subject: string, parcel: Parcel) => void;
  readonly #soon: (run: () => void) => void;
  #open = new Map<string, Parcel>();

  constructor(soon: (run: () => void) => void, ship: (subject: string, parcel: Parcel) => void) {
    this.#soon = soon;
    this.#ship = ship;
  }

  /** Throws a `RangeError` where the message is longer than any parcel may be. */
  add(subject: string, message: Uint8Array, onNobody?: () => void): void {
    const bytes = lengthBytes + message.length;
    if (bytes > mostBytes) throw new RangeError(`a message of ${message.length} bytes is longer than ${mostBytes}`);
    if ((this.#open.get(subject)?.bytes ?? 0) + bytes > mostBytes) this.#shipNow(subject);
    const parcel = this.#parcelFor(subject);
    parcel.messages.push(lengthOf(message), message);
    parcel.bytes += bytes;
    if (onNobody) parcel.onNobody.push(onNobody);
    if (parcel.bytes >= fullBytes) this.#shipNow(subject);
  }

  #parcelFor(subject: string): Parcel {
    const known = this.#open.get(subject);
    if (known) return known;
    if (this.#open.size === 0) this.#soon(() => this.shipAll());
    const parcel: Parcel = { messages: [], onNobody: [], bytes: 0 };
    this.#open.set(subject, parcel);
    return parcel;
  }

  shipAll(): void {
    for (const subject of [...this.#open.keys()]) this.#shipNow(subject);
  }

  #shipNow(subject: string): void {
    const parcel = this.#open.get(subject);
    this.#open.delete(subject);
    if (parcel) this.#ship(subject, parcel);
  }
}

function lengthOf(message: Uint8Array): Uint8Array {
  const length = Buffer.allocUnsafe(lengthBytes);
  length.writeUInt32BE(message.length);
  return length;
}

/** The messages of a parcel; throws a `RangeError` where it was not made by `Parcels`. */
export function* unpack(parcel: Buffer): Generator<Buffer> {
  for (let at = 0; at < parcel.length; ) {
    const from = at + lengthBytes;
    const to = from + parcel.readUInt32BE(at);
    if (to > parcel.length) throw new RangeError('a parcel ends in the middle of a message');
    yield parcel.subarray(from, to);
    at = to;
  }
}
