import { Transporters } from 'moleculer';
import { runtimeError } from '../errors.ts';
import type { Line } from './line.ts';

/** Of Moleculer's packets this is all that is needed here. */
type Packet = {
  readonly type: string;
  readonly target?: string | null;
  readonly payload: { readonly id?: string };
};

/** Of Moleculer's transit: the requests that wait for an answer. */
type Requests = {
  readonly pendingRequests: ReadonlyMap<string, { readonly reject: (error: Error) => void }>;
  removePendingRequest(id: string): void;
};

export type TransporterOptions = {
  /** Opened once, when the broker starts. */
  readonly line: () => Promise<Line>;
  /** A request met nobody at this node. */
  readonly onNobody: (node: string) => void;
};

/**
 * Moleculer's packets over our line: signed, gathered, and with a receipt for every request that has a target, so that
 * it is rejected at once where its node is gone.
 */
export class LineTransporter extends Transporters.Base {
  readonly #options: TransporterOptions;
  #line: Line | undefined;

  constructor(options: TransporterOptions) {
    super({});
    this.#options = options;
  }

  async connect(): Promise<void> {
    this.#line = await this.#options.line();
    let wasThere = true;
    this.#line.onConnection((isThere) => {
      const isBack = isThere && !wasThere;
      wasThere = isThere;
      this.connected = isThere;
      if (isBack) void this.onConnected(true);
    });
    await this.onConnected(false);
  }

  async disconnect(): Promise<void> {
    this.connected = false;
    await this.#line?.close();
    this.#line = undefined;
  }

  async subscribe(command: string, nodeId?: string): Promise<void> {
    this.#line?.hear(this.getTopicName(command, nodeId), (message) => void this.receive(command, message));
  }

  async send(topic: string, data: Buffer, { packet }: { readonly packet: Packet }): Promise<void> {
    const { type, target, payload } = packet;
    const isRequest = type === 'REQ' && typeof target === 'string' && payload.id !== undefined;
    const onNobody = isRequest ? () => this.#reject(target, payload.id ?? '') : undefined;
    this.#line?.send(topic, data, onNobody);
  }

  /** Nothing is balanced by the transporter: placement says where a call goes. */
  async subscribeBalancedRequest(): Promise<void> {}

  async subscribeBalancedEvent(): Promise<void> {}

  #reject(node: string, id: string): void {
    const requests = this.transit as unknown as Requests;
    const request = requests.pendingRequests.get(id);
    requests.removePendingRequest(id);
    request?.reject(runtimeError('NODE_GONE'));
    this.#options.onNobody(node);
  }
}
