import Joi from 'joi';
import { type Action, type Contract, internal, type Published } from '../../../actors/runtime/contract.ts';
import { type Decider, refuse } from '../../../actors/runtime/decider.ts';
import { id, shape } from '../../../actors/runtime/schemas.ts';

export type ErrandEvent =
  /** Asks for all of these at once, and wants to hear how it went. */
  | { readonly type: 'sent'; readonly whats: readonly string[] }
  /** Asks, and nobody is told of a refusal. */
  | { readonly type: 'pushed'; readonly what: string }
  /** Undoes: waits for nothing. */
  | { readonly type: 'undone'; readonly what: string }
  | { readonly type: 'finished'; readonly what: string }
  | { readonly type: 'failed'; readonly what: string; readonly code: string };

type ErrandCommand =
  | { readonly type: 'send'; readonly whats: readonly string[] }
  | { readonly type: 'push'; readonly what: string }
  | { readonly type: 'undo'; readonly what: string }
  | { readonly type: 'finish'; readonly what: string }
  | { readonly type: 'fail'; readonly what: string; readonly code: string };

type ErrandState = { finished: string[]; failed: string[] };

/** A thing that something outside must be asked for. */
export const errand: Decider<ErrandState, ErrandCommand, ErrandEvent, 'FINISHED'> = {
  type: 'errand',
  initial: () => ({ finished: [], failed: [] }),
  decide: {
    send: (_, { whats }) => [{ type: 'sent', whats }],
    push: (_, { what }) => [{ type: 'pushed', what }],
    undo: (_, { what }) => [{ type: 'undone', what }],
    finish: ({ finished }, { what }) => (finished.includes(what) ? refuse('FINISHED') : [{ type: 'finished', what }]),
    fail: (_, { what, code }) => [{ type: 'failed', what, code }],
  },
  evolve: {
    sent: () => {},
    pushed: () => {},
    undone: () => {},
    finished: (state, { what }) => {
      state.finished.push(what);
    },
    failed: (state, { what, code }) => {
      state.failed.push(`${what}: ${code}`);
    },
  },
};

type OfOne = { readonly id: string };
type What = OfOne & { readonly what: string };
type Nothing = Record<string, never>;
export type ErrandShown = { readonly finished: readonly string[]; readonly failed: readonly string[] };

export type ErrandActions = {
  'errands.send': Action<OfOne & { readonly whats: readonly string[] }, Nothing>;
  'errands.push': Action<What, Nothing>;
  'errands.undo': Action<What, Nothing>;
  'errands.finish': Action<What, Nothing>;
  'errands.fail': Action<What & { readonly code: string }, Nothing>;
  'errands.show': Action<OfOne, ErrandShown>;
};

/** What stands for the world: a test says what it does. */
export type OutsideActions = { 'outside.visit': Action<{ readonly what: string }, { readonly met: string }> };

export type ErrandEvents = Published<'errands', ErrandEvent>;

const summary = 'About an errand';
const one = { id: id().required() };
const what = Joi.string().required();
const internally = <Name extends keyof ErrandActions>(
  fields: Parameters<typeof shape<ErrandActions[Name]['params']>>[0],
) => ({ summary, access: internal, params: shape<ErrandActions[Name]['params']>(fields) });

export const errandContract: Contract<ErrandActions> = {
  area: 'errands',
  codes: { FINISHED: 'It was finished before.' },
  actions: {
    'errands.send': internally<'errands.send'>({ ...one, whats: Joi.array().items(Joi.string()).required() }),
    'errands.push': internally<'errands.push'>({ ...one, what }),
    'errands.undo': internally<'errands.undo'>({ ...one, what }),
    'errands.finish': internally<'errands.finish'>({ ...one, what }),
    'errands.fail': internally<'errands.fail'>({ ...one, what, code: Joi.string().required() }),
    'errands.show': internally<'errands.show'>(one),
  },
};

export const outsideContract: Contract<OutsideActions> = {
  area: 'outside',
  codes: { NOT_THERE: 'Nobody was met.' },
  actions: { 'outside.visit': { summary: 'Visits', access: internal, params: shape<{ what: string }>({ what }) } },
};
