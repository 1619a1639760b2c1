import type { Caller, Owner } from './caller.ts';
import type { Action, Contract } from './contract.ts';
import type { AnyDecider, Decider, Message } from './decider.ts';
import type { Page, Query, Row } from './rows/rows.ts';
import type { Instant } from './time.ts';
import type { AnyView, ViewOf } from './view.ts';

export type CallOptions = {
  /** Remaining time; default: what is left of the caller's own. */
  readonly timeoutMs?: number;
  /** Another tenant: for callers of the tenant `platform` and for the runtime itself. */
  readonly tenantId?: string;
  /** Makes the command id of this call; default: its place in the order of calls, so a retried handler repeats itself. */
  readonly id?: string;
};

type ParamsIn<All, Name extends keyof All> = All[Name] extends Action<infer Params, unknown> ? Params : never;
type ResultIn<All, Name extends keyof All> = All[Name] extends Action<unknown, infer Result> ? Result : never;

/** One past commit of an actor. */
export type PastEntry<Event extends Message = Message> = {
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly events: readonly Event[];
};

/** What a handler outside a turn may use. A turn gets none of it. */
export type Ctx<All> = {
  readonly tenantId: string;
  readonly caller: Caller;
  readonly commandId: string;
  readonly traceId: string;
  readonly now: () => Instant;
  /** The same command makes the same id, in the order of asking. */
  readonly newId: (prefix: string) => string;
  /** Runs as the runtime itself, not as the caller: what the caller may is decided at the door. */
  call<Name extends keyof All & string>(
    name: Name,
    params: ParamsIn<All, Name>,
    options?: CallOptions,
  ): Promise<ResultIn<All, Name>>;
  find<R extends Row>(view: ViewOf<R>, query: Query): Promise<Page<R>>;
  get<R extends Row>(view: ViewOf<R>, key: string): Promise<R | undefined>;
  count(view: AnyView, index: string, where: readonly (string | number)[]): Promise<number>;
  /** Past commits of an actor of this service, oldest first, after a version; at most 1 000. */
  history<State, Command extends Message, Event extends Message, Code extends string>(
    decider: Decider<State, Command, Event, Code>,
    id: string,
    afterVersion: number,
    limit: number,
  ): Promise<readonly PastEntry<Event>[]>;
};

/** Where an answer comes from: the actor's id, its version and the instant of its last commit (0: none yet). */
export type About = { readonly tenantId: string; readonly id: string; readonly version: number; readonly at: Instant };

/** Waits for an actor to come to a decision, for at most `ORDER_WAIT_MS`; then the answer is marked undecided (HTTP 202). */
export type Until<State> = (state: State) => boolean;

export type CommandSpec<Params, Result, State, Command, All> = {
  readonly key: (params: Params, ctx: Ctx<All>) => string;
  /** Outside the turn, so it may ask others; the turn sees only what it returns. */
  readonly command: (params: Params, ctx: Ctx<All>) => Command | Promise<Command>;
  /** Inside the turn, after the events: kept with the entry and given to every retry. Never a secret. */
  readonly answer: (state: State, params: Params, about: About) => Result;
  /** Required where the contract grants `own`. Undefined: nothing there, so 404. */
  readonly owner?: (state: State, params: Params, about: About) => Owner | undefined;
  /** With it the answer is made anew once the predicate holds. */
  readonly until?: Until<State>;
};

export type ReadSpec<Params, Result, State, All> = {
  readonly key: (params: Params, ctx: Ctx<All>) => string;
  /** Undefined: 404. */
  readonly answer: (state: State, params: Params, about: About) => Result | undefined;
  readonly owner?: (state: State, params: Params, about: About) => Owner | undefined;
  readonly until?: Until<State>;
};

export type TaskSpec<Params, All> = {
  readonly owner?: (params: Params, ctx: Ctx<All>) => Owner | undefined | Promise<Owner | undefined>;
};

/** How one action is served. Params and result are phantom types: they tie the handler to its contract. */
export type Handler<Params, Result> = {
  readonly kind: 'command' | 'read' | 'task';
  readonly decider?: AnyDecider;
  readonly spec: unknown;
  readonly run?: unknown;
  readonly types?: (params: Params) => Result;
};

export type HandlersOf<Own> = {
  readonly [Name in keyof Own]: Own[Name] extends Action<infer Params, infer Result> ? Handler<Params, Result> : never;
};

export type AnyService = {
  readonly area: string;
  readonly contract: Contract<Record<string, Action<unknown, unknown>>>;
  readonly handlers: Readonly<Record<string, Handler<unknown, unknown>>>;
};

/** Binds the builders to the index of all actions, so that a misspelt call does not compile. */
export function bind<All>() {
  /** Commands to and reads of one kind of actor. */
  const on = <State, Command extends Message, Event extends Message, Code extends string>(
    decider: Decider<State, Command, Event, Code>,
  ) => ({
    command: <Params, Result>(
      spec: CommandSpec<NoInfer<Params>, NoInfer<Result>, State, Command, All>,
    ): Handler<Params, Result> => ({ kind: 'command', decider, spec }),
    read: <Params, Result>(spec: ReadSpec<NoInfer<Params>, NoInfer<Result>, State, All>): Handler<Params, Result> => ({
      kind: 'read',
      decider,
      spec,
    }),
  });

  const task = <Params, Result>(
    run: (params: NoInfer<Params>, ctx: Ctx<All>) => Promise<NoInfer<Result>>,
    spec: TaskSpec<NoInfer<Params>, All> = {},
  ): Handler<Params, Result> => ({ kind: 'task', run, spec });

  /** The thin host of an area: one handler an action, none missing, none extra. */
  const service = <Own>(contract: Contract<Own>, handlers: HandlersOf<Own>): AnyService =>
    ({ area: contract.area, contract, handlers }) as unknown as AnyService;

  return { on, task, service };
}
