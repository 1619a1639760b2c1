type Run = () => Promise<void>;

export type QueueBounds = {
  /** Runs that are accepted and not finished; whoever brings more waits. */
  readonly accepted: number;
  /** Streams that run side by side. */
  readonly running: number;
  /** Of those, how many of one tenant: however slow they are, others find a place. */
  readonly ofOneTenant: number;
};

/** Streams side by side, each in its own order, tenants in turn. */
export class StreamQueues {
  readonly #bounds: QueueBounds;
  readonly #queues = new Map<string, Run[]>();
  /** Tenant -> streams that are ready to run; the Map's order is whose turn it is. */
  readonly #ready = new Map<string, string[]>();
  readonly #runningOf = new Map<string, number>();
  readonly #waiters: (() => void)[] = [];
  #accepted = 0;
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Resolves when it is accepted. */
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
    if (this.#accepted < this.#bounds.accepted) this.#accepted += 1;
    // The place of whoever leaves is handed over.
    else await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  #makeReady(tenantId: string, stream: string): void {
    const streams = this.#ready.get(tenantId);
    if (streams) streams.push(stream);
    else this.#ready.set(tenantId, [stream]);
  }

  #start(): void {
    while (this.#running < this.#bounds.running) {
      const next = this.#next();
      if (!next) return;
      this.#count(next.tenantId, 1);
      void this.#runStream(next.tenantId, next.stream);
    }
  }

  /** The tenant goes to the end of the line. */
  #next(): { readonly tenantId: string; readonly stream: string } | undefined {
    for (const [tenantId, streams] of this.#ready) {
      if ((this.#runningOf.get(tenantId) ?? 0) >= this.#bounds.ofOneTenant) continue;
      const stream = streams.shift() as string;
      this.#ready.delete(tenantId);
      if (streams.length > 0) this.#ready.set(tenantId, streams);
      return { tenantId, stream };
    }
    return undefined;
  }

  #count(tenantId: string, step: 1 | -1): void {
    this.#running += step;
    const running = (this.#runningOf.get(tenantId) ?? 0) + step;
    if (running > 0) this.#runningOf.set(tenantId, running);
    else this.#runningOf.delete(tenantId);
  }

  /** One run, then the next tenant's turn. */
  async #runStream(tenantId: string, stream: string): Promise<void> {
    const queue = this.#queues.get(stream) ?? [];
    const run = queue.shift();
    if (run) await this.#finish(run);
    this.#count(tenantId, -1);
    if (queue.length > 0) this.#makeReady(tenantId, stream);
    else this.#queues.delete(stream);
    this.#start();
  }

  async #finish(run: Run): Promise<void> {
    try {
      await run();
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    const waiter = this.#waiters.shift();
    if (waiter) return waiter();
    this.#accepted -= 1;
    if (this.#accepted === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}
