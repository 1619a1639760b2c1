type Run = () => Promise<void>;

/**
 * Streams side by side, each in its own order, tenants in turn. At most `atOnce` runs are accepted and not finished:
 * whoever brings more waits.
 */
export class StreamQueues {
  readonly #atOnce: number;
  readonly #queues = new Map<string, Run[]>();
  /** Tenant -> streams that are ready to run; the Map's order is whose turn it is. */
  readonly #ready = new Map<string, string[]>();
  readonly #waiters: (() => void)[] = [];
  #accepted = 0;
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  async inOrder(tenantId: string, stream: string, run: Run): Promise<void> {
    await this.#enter();
    const queue = this.#queues.get(stream);
    if (queue) {
      queue.push(run);
      return;
    }
    this.#queues.set(stream, [run]);
    this.#makeReady(tenantId, stream);
    this.#start();
  }

  /** Past everything else of its stream. */
  async atOnce(run: Run): Promise<void> {
    await this.#enter();
    void this.#finish(run);
  }

  /** Resolves when nothing that was accepted is left. */
  idle(): Promise<void> {
    return this.#accepted === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  async #enter(): Promise<void> {
    while (this.#accepted >= this.#atOnce) await new Promise<void>((resolve) => this.#waiters.push(resolve));
    this.#accepted += 1;
  }

  #makeReady(tenantId: string, stream: string): void {
    const streams = this.#ready.get(tenantId);
    if (streams) streams.push(stream);
    else this.#ready.set(tenantId, [stream]);
  }

  /** Half of the places at most are running streams, so that a slow tenant's queue never holds all of them. */
  #start(): void {
    while (this.#running < Math.max(1, this.#atOnce / 2)) {
      const next = this.#ready.entries().next().value;
      if (!next) return;
      const [tenantId, streams] = next;
      const stream = streams.shift() as string;
      this.#ready.delete(tenantId);
      if (streams.length > 0) this.#ready.set(tenantId, streams);
      this.#running += 1;
      void this.#runStream(tenantId, stream);
    }
  }

  /** One run, then the next tenant's turn. */
  async #runStream(tenantId: string, stream: string): Promise<void> {
    const queue = this.#queues.get(stream) ?? [];
    const run = queue.shift();
    if (run) await this.#finish(run);
    this.#running -= 1;
    if (queue.length > 0) this.#makeReady(tenantId, stream);
    else this.#queues.delete(stream);
    this.#start();
  }

  async #finish(run: Run): Promise<void> {
    try {
      await run();
    } finally {
      this.#accepted -= 1;
      this.#waiters.shift()?.();
      if (this.#accepted === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }
}
