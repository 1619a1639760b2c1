import type { Change, Row, Rows } from '../rows/rows.ts';
import type { AnyRowChange, AnyView } from '../view.ts';
import type { HeardEvent } from './events.ts';

const keysAtOnce = 1_000;

/** An event that its view could not apply: its stream waits there. */
export type Choked = { readonly heard: HeardEvent; readonly error: unknown };

export type Stepped = { readonly changes: readonly Change[]; readonly choked: readonly Choked[] };

/** Throws when the rows would not take it. */
export type RowCheck = (change: Change) => void;

type Step = { readonly heard: HeardEvent; readonly changes: readonly AnyRowChange[] };
type Loaded = Map<string, Row | undefined>;

/** What events make of the rows of one view; nothing is written here. */
export class ViewSteps {
  readonly #view: AnyView;
  readonly #rows: Rows;

  constructor(view: AnyView, rows: Rows) {
    this.#view = view;
    this.#rows = rows;
  }

  /** `isHeld`: streams that are parked. */
  async take(heard: readonly HeardEvent[], isHeld: (stream: string) => boolean, check?: RowCheck): Promise<Stepped> {
    const choking = new Choking(isHeld);
    const steps: Step[] = [];
    for (const one of heard) choking.run(one, () => steps.push({ heard: one, changes: this.#stepsOf(one) }));
    const loaded = await this.#load(steps);
    const written: Loaded = new Map();
    for (const step of steps) choking.run(step.heard, () => this.#apply(step, loaded, written, check));
    return { changes: [...written].map(([key, row]) => this.#changeOf(key, row)), choked: choking.all };
  }

  #stepsOf({ name, event, about }: HeardEvent): readonly AnyRowChange[] {
    return this.#view.on[name]?.(event as never, about) ?? [];
  }

  #changeOf(key: string, row: Row | undefined): Change {
    return { table: this.#view.name, key, ...(row && { row }) };
  }

  async #load(steps: readonly Step[]): Promise<Loaded> {
    const needed = steps.flatMap(({ changes }) => changes.filter(({ blind }) => !blind).map(({ key }) => key));
    const keys = [...new Set(needed)];
    const rows: (Row | undefined)[] = [];
    for (let from = 0; from < keys.length; from += keysAtOnce) {
      rows.push(...(await this.#rows.get(this.#view.name, keys.slice(from, from + keysAtOnce))));
    }
    return new Map(keys.map((key, place) => [key, rows[place]]));
  }

  /** All rows of one event change, or none does. */
  #apply({ changes }: Step, loaded: Loaded, written: Loaded, check: RowCheck | undefined): void {
    const after: Loaded = new Map();
    for (const { key, change } of changes) {
      const row = after.has(key) ? after.get(key) : loaded.get(key);
      after.set(key, change(row as never));
    }
    for (const [key, row] of after) check?.(this.#changeOf(key, row));
    for (const [key, row] of after) {
      loaded.set(key, row);
      written.set(key, row);
    }
  }
}

/** Which streams choked, and at which event: those before it stand. */
class Choking {
  readonly #isHeld: (stream: string) => boolean;
  readonly #choked = new Map<string, Choked>();

  constructor(isHeld: (stream: string) => boolean) {
    this.#isHeld = isHeld;
  }

  get all(): readonly Choked[] {
    return [...this.#choked.values()];
  }

  run(heard: HeardEvent, step: () => void): void {
    const { stream, about } = heard;
    const first = this.#choked.get(stream)?.heard.about.version;
    if (this.#isHeld(stream) || (first !== undefined && first <= about.version)) return;
    try {
      step();
    } catch (error) {
      this.#choked.set(stream, { heard, error });
    }
  }
}
