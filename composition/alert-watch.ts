import { isDue } from '../actors/analytics/alert-rule.ts';
import type { ParamsOf, ResultOf } from '../actors/registry.ts';
import { internalCaller } from '../actors/runtime/caller.ts';
import type { Jobs, Worker } from '../actors/runtime/jobs.ts';
import { minute } from '../actors/runtime/time.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { type Cancel, realWorld, type World } from '../actors/runtime/world.ts';
import type { Souk } from './souk.ts';

/** What is done once a minute, whichever node does it: minutes are counted from 1970. */
export type AlertRound = { readonly minuteNumber: number };
/** How many alerts were looked at. */
export type AlertsLooked = { readonly looked: number };

export type AlertWatchOptions = {
  readonly transport: Transport;
  readonly world: World;
  readonly warn: (line: string) => void;
  readonly jobs: (work: Worker<AlertRound, AlertsLooked>) => Jobs<AlertRound, AlertsLooked>;
};

type Watched = ResultOf<'analytics.watched'>['items'][number];

const platform = 'platform';
const pageLimit = 100;
const callTimeoutMs = 30_000;

/**
 * Sees to it that every alert of every tenant is looked at when it is its turn, one after the other. Several nodes may
 * do so: a minute is one job, and an alert's own actor rings once. One that could not be looked at is looked at in its
 * next turn.
 */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #rounds: Jobs<AlertRound, AlertsLooked>;
  #cancel: Cancel = () => undefined;
  #stopped = false;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#rounds = options.jobs((round) => this.#look(round));
  }

  start(): void {
    void this.#ask().then(() => this.#next());
  }

  /** What is under way is answered as any other call of a node that leaves. */
  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** With the next minute; one that takes longer is not begun twice. */
  #next(): void {
    if (this.#stopped) return;
    const { world } = this.#options;
    this.#cancel = world.after(minute - (world.now() % minute), () => this.start());
  }

  async #ask(): Promise<void> {
    const { world, warn } = this.#options;
    const minuteNumber = Math.floor(world.now() / minute);
    try {
      await this.#rounds.run(`minute-${minuteNumber}`, { minuteNumber });
    } catch (error) {
      if (!this.#stopped) warn(`Alerts could not be looked at: ${sentenceOf(error)}`);
    }
  }

  async #look({ minuteNumber }: AlertRound): Promise<AlertsLooked> {
    let looked = 0;
    for await (const { tenantId, id, everyMinutes } of this.#watched()) {
      if (this.#stopped) break;
      if (!isDue(id, everyMinutes, minuteNumber)) continue;
      await this.#lookAt(tenantId, id);
      looked += 1;
    }
    return { looked };
  }

  async #lookAt(tenantId: string, id: string): Promise<void> {
    try {
      await this.#call(tenantId, 'analytics.lookAtAlert', { id });
    } catch (error) {
      if (!this.#stopped)
        this.#options.warn(`The alert ${id} of ${tenantId} could not be looked at: ${sentenceOf(error)}`);
    }
  }

  async *#watched(): AsyncGenerator<Watched> {
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await this.#call(platform, 'analytics.watched', { limit: pageLimit, ...(cursor && { cursor }) });
      yield* page.items;
      cursor = page.next;
    }
  }

  async #call<Name extends 'analytics.watched' | 'analytics.lookAtAlert'>(
    tenantId: string,
    name: Name,
    params: ParamsOf<Name>,
  ): Promise<ResultOf<Name>> {
    const { transport, world } = this.#options;
    const about = { tenantId, caller: internalCaller, commandId: world.randomId(), traceId: world.randomId() };
    return (await transport.call(name, params, { ...about, deadlineMs: callTimeoutMs })).result as never;
  }
}

export const alertWatchOf = ({ transport, jobs }: Souk, warn: (line: string) => void): AlertWatch =>
  new AlertWatch({ transport, world: realWorld, warn, jobs: (look) => jobs.open('alerts', look) });

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
