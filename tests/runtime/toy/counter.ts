import Joi from 'joi';
import { type Action, type Contract, internal, type Published } from '../../../actors/runtime/contract.ts';
import { type Decider, refuse } from '../../../actors/runtime/decider.ts';
import { id, shape } from '../../../actors/runtime/schemas.ts';

type Line = { readonly name: string; units: number };

export type CounterEvent =
  | { readonly type: 'added'; readonly by: number; readonly note?: string }
  | { readonly type: 'taken'; readonly by: number }
  | { readonly type: 'listed'; readonly lines: Line[] }
  | { readonly type: 'doubled' }
  | { readonly type: 'bellSet'; readonly delay: number; readonly at: number }
  | { readonly type: 'bellStopped' }
  | { readonly type: 'rang'; readonly at: number }
  /** Half of its evolver works. */
  | { readonly type: 'shattered' };

type CounterCommand =
  | { readonly type: 'add'; readonly by: number; readonly note?: string }
  | { readonly type: 'take'; readonly by: number }
  | { readonly type: 'touch' }
  | { readonly type: 'list'; readonly lines: Line[] }
  | { readonly type: 'double' }
  | { readonly type: 'setBell'; readonly delay: number }
  | { readonly type: 'stopBell' }
  | { readonly type: 'ring' }
  | { readonly type: 'break'; readonly how: 'rule' | 'evolver' | 'answer' };

export type CounterState = { total: number; lines: Line[]; bells: number; rung: number[] };

/** Counts, and does all that a rule may do wrong: it keeps what an event holds, and changes it in place. */
export const counter: Decider<CounterState, CounterCommand, CounterEvent, 'TOO_FEW'> = {
  type: 'counter',
  initial: () => ({ total: 0, lines: [], bells: 0, rung: [] }),
  decide: {
    add: (_, { by, note }) => [{ type: 'added', by, ...(note !== undefined && { note }) }],
    take: ({ total }, { by }) => (by > total ? refuse('TOO_FEW', { total }) : [{ type: 'taken', by }]),
    touch: () => [],
    list: (_, { lines }) => [{ type: 'listed', lines }],
    double: () => [{ type: 'doubled' }],
    setBell: (_, { delay, at }) => [{ type: 'bellSet', delay, at }],
    stopBell: () => [{ type: 'bellStopped' }],
    ring: ({ bells }, { at }) => (bells > 0 ? [{ type: 'rang', at }] : []),
    break: (_, { how }) => {
      if (how === 'rule') throw new Error('a rule broke');
      return [{ type: 'added', by: 1 }, ...(how === 'evolver' ? [{ type: 'shattered' } as const] : [])];
    },
  },
  evolve: {
    added: (state, { by }) => {
      state.total += by;
    },
    taken: (state, { by }) => {
      state.total -= by;
    },
    listed: (state, { lines }) => {
      state.lines = lines;
    },
    doubled: (state) => {
      for (const line of state.lines) line.units *= 2;
    },
    bellSet: (state) => {
      state.bells += 1;
    },
    bellStopped: (state) => {
      state.bells = 0;
    },
    rang: (state, { at }) => {
      state.rung.push(at);
      state.bells -= 1;
    },
    shattered: (state) => {
      state.total = -1_000;
      throw new Error('an evolver broke');
    },
  },
  reminders: { bellSet: ({ at, delay }) => [{ dueAt: at + delay, delay, command: { type: 'ring' } }] },
};

export type Counted = { readonly total: number };
export type CounterShown = {
  readonly total: number;
  readonly rung: readonly number[];
  readonly lines: readonly Line[];
};
type OfOne = { readonly id: string };

export type CounterActions = {
  'counters.add': Action<OfOne & { readonly by: number; readonly note?: string }, Counted>;
  'counters.take': Action<OfOne & { readonly by: number }, Counted>;
  /** As many as another one shows: it is asked before the turn. */
  'counters.takeLike': Action<OfOne & { readonly other: string }, Counted>;
  'counters.touch': Action<OfOne, Counted>;
  'counters.list': Action<OfOne & { readonly lines: Line[] }, { readonly lines: readonly Line[] }>;
  'counters.double': Action<OfOne, { readonly lines: readonly Line[] }>;
  'counters.break': Action<OfOne & { readonly how: 'rule' | 'evolver' | 'answer' }, Counted>;
  'counters.setBell': Action<OfOne & { readonly delay: number }, Counted>;
  'counters.stopBell': Action<OfOne, Counted>;
  'counters.show': Action<OfOne, CounterShown>;
  /** Answers once ten are counted. */
  'counters.full': Action<OfOne, Counted>;
  /** Adds, and answers once ten are counted. */
  'counters.fill': Action<OfOne & { readonly by: number }, Counted>;
};

export type CounterEvents = Published<'counters', CounterEvent>;

const one = { id: id().required() };
const by = Joi.number().integer().min(1).max(1_000).required();
const line = Joi.object<Line>({ name: Joi.string().required(), units: Joi.number().required() });
const how = Joi.string().valid('rule', 'evolver', 'answer').required();
const counted = <Name extends keyof CounterActions>(
  fields: Parameters<typeof shape<CounterActions[Name]['params']>>[0],
) => ({
  summary: 'Counts',
  access: internal,
  params: shape<CounterActions[Name]['params']>(fields),
});

export const counterContract: Contract<CounterActions> = {
  area: 'counters',
  codes: { TOO_FEW: 'Fewer are counted than were asked for.' },
  actions: {
    'counters.add': counted<'counters.add'>({ ...one, by, note: Joi.string().max(100_000) }),
    'counters.take': counted<'counters.take'>({ ...one, by }),
    'counters.takeLike': counted<'counters.takeLike'>({ ...one, other: id().required() }),
    'counters.touch': counted<'counters.touch'>(one),
    'counters.list': counted<'counters.list'>({ ...one, lines: Joi.array().items(line).required() }),
    'counters.double': counted<'counters.double'>(one),
    'counters.break': counted<'counters.break'>({ ...one, how }),
    'counters.setBell': counted<'counters.setBell'>({ ...one, delay: Joi.number().required() }),
    'counters.stopBell': counted<'counters.stopBell'>(one),
    'counters.show': counted<'counters.show'>(one),
    'counters.full': counted<'counters.full'>(one),
    'counters.fill': counted<'counters.fill'>({ ...one, by }),
  },
};
