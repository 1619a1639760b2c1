import type { Events } from '../actors/registry.ts';
import type { EventAbout } from '../actors/runtime/view.ts';
import type { ListChange } from './protocol.ts';

type Heard<Result> = { readonly [Name in keyof Events]?: (event: Events[Name], about: EventAbout) => Result };

/** Id of a channel, and what changed in its list. */
export type Changed = { readonly id: string; readonly change: ListChange };

/** One actor's public view: its version is the actor's. Who may ask the action may follow the channel. */
export type StateChannel = {
  readonly kind: 'state';
  readonly action: string;
  readonly params: (id: string) => object;
  /** Id of the channel an event changes. */
  readonly on: Heard<string>;
};

/** A list: frames carry what changed. Who may ask the action for its first page may follow it. */
export type ListChannel = {
  readonly kind: 'list';
  readonly action: string;
  readonly params: (id: string) => object;
  /** Whether that page is sent as the state. */
  readonly showsPage: boolean;
  /** The read model that the page is read from: nobody is told of what it does not show yet. */
  readonly readFrom: string;
  readonly on: Heard<readonly Changed[]>;
};

/** What analytics tells of a tenant or of a vendor. Its version is the instant until which all is counted. */
export type FiguresChannel = {
  readonly kind: 'figures';
  readonly action: string;
  readonly params: (id: string) => object;
  /** Ids of the channels that an event changes, once it is counted. */
  readonly on: Heard<readonly string[]>;
};

export type AnyChannel = StateChannel | ListChannel | FiguresChannel;
