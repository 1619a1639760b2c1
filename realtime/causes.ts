import { recordedSpan, type Spans, type Trace } from '../actors/runtime/spans.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { EventAbout } from '../actors/runtime/view.ts';
import type { World } from '../actors/runtime/world.ts';
import type { Live } from './live.ts';

type Heard = { readonly since: Instant; readonly traces: Set<Trace> };

const mostTraces = 16;

/** Because of what a frame is sent, where that is recorded: from the first event it tells of until it was sent. */
export class Causes {
  readonly #spans: Spans;
  readonly #world: World;
  readonly #heard = new WeakMap<Live, Heard>();

  constructor(spans: Spans, world: World) {
    this.#spans = spans;
    this.#world = world;
  }

  note(live: Live, { traceId }: EventAbout): void {
    if (!this.#spans.isOn || !recordedSpan(traceId)) return;
    const heard = this.#heard.get(live) ?? { since: this.#world.now(), traces: new Set() };
    if (heard.traces.size < mostTraces) heard.traces.add(traceId);
    this.#heard.set(live, heard);
  }

  told(live: Live): void {
    const heard = this.#heard.get(live);
    if (!heard) return;
    this.#heard.delete(live);
    this.#spans.note('socket', heard.traces, heard.since, { 'souk.channel': live.channel });
  }
}
