import type { Row } from './rows/rows.ts';
import type { Instant } from './time.ts';

/** Where an event stands. `id` is its actor's, `eventId` is unique: `<stream>@<version>`. */
export type EventAbout = {
  readonly tenantId: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly eventId: string;
  readonly at: Instant;
  /** Account id of who asked, `guest` or `souk`. */
  readonly by: string;
  readonly partition: string;
  readonly traceId: string;
};

/** One row's step: gets the row as it is and gives the next one; undefined: the row goes, or stays away. */
export type RowChange<R extends Row = Row> = {
  readonly key: string;
  readonly change: (row: R | undefined) => R | undefined;
  /** The row as it was does not matter, so it need not be read. */
  readonly blind?: true;
};

export type View<Events, R extends Row> = {
  readonly name: string;
  /** Raise it when rows change their shape or their meaning: the view is built anew from the first batch. */
  readonly version: number;
  readonly indexes: { readonly [index: string]: readonly string[] };
  readonly on: {
    readonly [Name in keyof Events]?: (event: Events[Name], about: EventAbout) => readonly RowChange<R>[];
  };
};

type Handlers<Changes> = Readonly<
  Record<string, ((event: never, about: EventAbout) => readonly Changes[]) | undefined>
>;

/** A view by its rows, whatever events feed it. */
export type ViewOf<R extends Row> = Omit<View<unknown, R>, 'on'> & { readonly on: Handlers<RowChange<R>> };

/** A step whose row only the view's own file knows. */
export type AnyRowChange = Omit<RowChange, 'change'> & { readonly change: (row: never) => Row | undefined };

/** A view as the runtime works on it: its own file has its types. */
export type AnyView = Omit<View<unknown, Row>, 'on'> & { readonly on: Handlers<AnyRowChange> };

/** A read model fed by the events of one or more domains. */
export const viewOf =
  <Events>() =>
  <R extends Row>(view: View<Events, R>): View<Events, R> =>
    view;

export const put = <R extends Row>(key: string, row: R): RowChange<R> => ({ key, change: () => row, blind: true });

/** Changes a row that is there; an absent one stays absent. */
export const change = <R extends Row>(key: string, step: (row: R) => R | undefined): RowChange<R> => ({
  key,
  change: (row) => (row === undefined ? undefined : step(row)),
});
