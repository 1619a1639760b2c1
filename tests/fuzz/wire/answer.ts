/** One answer as it came over the wire. */
export type Answer = {
  readonly status: number;
  /** The status line and the header fields, as they came. */
  readonly head: string;
  readonly body: Buffer;
};

export const fieldOf = ({ head }: Answer, name: string): string | undefined =>
  new RegExp(`\\r\\n${name}: ?([^\\r\\n]*)`, 'i').exec(head)?.[1];

const headEnd = '\r\n\r\n';
const hasNoBody = (status: number, method: string): boolean =>
  method === 'HEAD' || status === 204 || status === 304 || (status >= 100 && status < 200);

/** Reads answers out of what a socket brings; throws at bytes that are no HTTP. */
export class AnswerReader {
  #received: Buffer = Buffer.alloc(0);

  hear(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
  }

  get isEmpty(): boolean {
    return this.#received.length === 0;
  }

  /** The next answer, to a request of this method; undefined as long as it has not come whole. */
  next(method: string): Answer | undefined {
    const end = this.#received.indexOf(headEnd);
    if (end < 0) return undefined;
    const head = this.#received.toString('latin1', 0, end);
    if (!/^HTTP\/1\.1 \d{3} /.test(head)) throw new Error(`no answer begins with ${head.slice(0, 80)}`);
    const status = Number(head.slice(9, 12));
    const from = end + headEnd.length;
    const found = hasNoBody(status, method) ? { body: Buffer.alloc(0), to: from } : this.#body(head, from);
    if (!found) return undefined;
    this.#received = this.#received.subarray(found.to);
    return { status, head, body: found.body };
  }

  #body(head: string, from: number): { readonly body: Buffer; readonly to: number } | undefined {
    if (/\r\ntransfer-encoding: chunked/i.test(head)) return this.#chunked(from);
    const to = from + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    return this.#received.length < to ? undefined : { body: this.#received.subarray(from, to), to };
  }

  #chunked(from: number): { readonly body: Buffer; readonly to: number } | undefined {
    const parts: Buffer[] = [];
    for (let at = from; ; ) {
      const end = this.#received.indexOf('\r\n', at);
      if (end < 0) return undefined;
      const size = Number.parseInt(this.#received.toString('latin1', at, end), 16);
      const next = end + 2 + size + 2;
      if (this.#received.length < next) return undefined;
      parts.push(this.#received.subarray(end + 2, end + 2 + size));
      if (size === 0) return { body: Buffer.concat(parts), to: next };
      at = next;
    }
  }
}
