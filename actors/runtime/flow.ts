import type { Action } from './contract.ts';
import type { ErrorDetails } from './errors.ts';
import type { EventAbout } from './view.ts';

/** An ask that was refused for good: the code and details of its actor, and what was asked. */
export type AskRefusal = {
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly details: ErrorDetails;
};

type ParamsIn<All, Name extends keyof All> = All[Name] extends Action<infer Params, unknown> ? Params : never;
type ResultIn<All, Name extends keyof All> = All[Name] extends Action<unknown, infer Result> ? Result : never;

/** Answers of a row's asks, by action, in the order they were asked. */
export type Answers<All> = <Name extends keyof All & string>(name: Name) => readonly ResultIn<All, Name>[];

type Asks<All, Event> = {
  readonly [Name in keyof All]?: (event: Event, about: EventAbout) => readonly ParamsIn<All, Name>[];
};

type Tells<All, Event, Heard> = {
  readonly [Name in keyof All]?: (event: Event, about: EventAbout, heard: Heard) => ParamsIn<All, Name>;
};

/**
 * One row of a flow: all asks go out in parallel; when all are answered the `answered` tells go out, when one is
 * refused the `refused` tells. A refusal nobody is told of is a bug: the row parks. A tell that is refused is done.
 */
export type FlowRow<All, Event> = {
  /** Undoes: starts at once, past unfinished and parked rows of its stream. */
  readonly undo?: true;
  readonly ask?: Asks<All, Event>;
  readonly answered?: Tells<All, Event, Answers<All>>;
  readonly refused?: Tells<All, Event, readonly AskRefusal[]>;
};

export type Flow<All, Events> = {
  readonly name: string;
  /** `start`: from the first batch ever; `now`: a new flow hears only what comes after it. */
  readonly from: 'start' | 'now';
  readonly rows: { readonly [Name in keyof Events]?: FlowRow<All, Events[Name]> };
};

type AnyTells = Readonly<Record<string, ((event: never, about: EventAbout, heard: never) => unknown) | undefined>>;

/** A row as the runtime works on it: the flow's own file has its types. */
export type AnyRow = {
  readonly undo?: true;
  readonly ask?: Readonly<Record<string, ((event: never, about: EventAbout) => readonly unknown[]) | undefined>>;
  readonly answered?: AnyTells;
  readonly refused?: AnyTells;
};

export type AnyFlow = Omit<Flow<unknown, unknown>, 'rows'> & {
  readonly rows: Readonly<Record<string, AnyRow | undefined>>;
};

export const flowOf =
  <All, Events>() =>
  (flow: Flow<All, Events>): Flow<All, Events> =>
    flow;

/** One line of the table that the README shows, read off the code. */
export type FlowLine = {
  readonly when: string;
  /** Starts past unfinished and parked rows of its stream. */
  readonly atOnce: boolean;
  readonly ask: readonly string[];
  readonly answered: readonly string[];
  readonly refused: readonly string[];
};

export const flowTable = (flow: AnyFlow): readonly FlowLine[] =>
  Object.entries(flow.rows).map(([when, row]) => ({
    when,
    atOnce: row?.undo === true,
    ask: Object.keys(row?.ask ?? {}),
    answered: Object.keys(row?.answered ?? {}),
    refused: Object.keys(row?.refused ?? {}),
  }));
