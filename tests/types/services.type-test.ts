// What must not compile where an area says how it serves its contract.

import Joi from 'joi';
import { type Action, type Contract, internal } from '../../actors/runtime/contract.ts';
import type { Decider } from '../../actors/runtime/decider.ts';
import { shape } from '../../actors/runtime/schemas.ts';
import { bind } from '../../actors/runtime/service.ts';

type ToyActions = {
  'toys.wind': Action<{ readonly id: string; readonly turns: number }, { readonly wound: number }>;
  'toys.show': Action<{ readonly id: string }, { readonly wound: number }>;
};

type ToyCommand = { readonly type: 'wind'; readonly turns: number } | { readonly type: 'stop' };
type ToyEvent = { readonly type: 'wound'; readonly turns: number };
type ToyDecider = Decider<{ wound: number }, ToyCommand, ToyEvent, 'BROKEN'>;

declare const contract: Contract<ToyActions>;
declare const toy: ToyDecider;

const { on, service } = bind<ToyActions>();
const { command, read } = on(toy);

const wind = command<ToyActions['toys.wind']['params'], ToyActions['toys.wind']['result']>({
  key: ({ id }) => id,
  command: ({ turns }) => ({ type: 'wind', turns }),
  answer: ({ wound }) => ({ wound }),
});
const show = read<ToyActions['toys.show']['params'], ToyActions['toys.show']['result']>({
  key: ({ id }) => id,
  answer: ({ wound }) => ({ wound }),
});

/** What should compile, does. */
service<ToyActions>(contract, { 'toys.wind': wind, 'toys.show': show });

// @ts-expect-error a missing handler
service<ToyActions>(contract, { 'toys.wind': wind });

service<ToyActions>(contract, {
  'toys.wind': wind,
  'toys.show': show,
  // @ts-expect-error an extra handler
  'toys.fly': show,
});

service<ToyActions>(contract, {
  'toys.wind': wind,
  'toys.show': read({
    key: ({ id }) => id,
    // @ts-expect-error an answer of another shape
    answer: ({ wound }) => ({ turns: wound }),
  }),
});

service<ToyActions>(contract, {
  'toys.wind': command({
    key: ({ id }) => id,
    // @ts-expect-error a command that the actor does not know
    command: () => ({ type: 'throw' }),
    answer: ({ wound }) => ({ wound }),
  }),
  'toys.show': show,
});

const winding: ToyDecider['decide']['wind'] = (_, { turns }) => [{ type: 'wound', turns }];
const stopping: ToyDecider['decide']['stop'] = () => [];
const wound: ToyDecider['evolve']['wound'] = () => {};

({
  type: 'toy',
  initial: () => ({ wound: 0 }),
  decide: { wind: winding, stop: stopping },
  evolve: { wound },
}) satisfies ToyDecider;

({
  type: 'toy',
  initial: () => ({ wound: 0 }),
  // @ts-expect-error a command without a case
  decide: { wind: winding },
  evolve: { wound },
}) satisfies ToyDecider;

({
  type: 'toy',
  initial: () => ({ wound: 0 }),
  decide: { wind: winding, stop: stopping },
  // @ts-expect-error an event without a case
  evolve: {},
}) satisfies ToyDecider;

({
  type: 'toy',
  initial: () => ({ wound: 0 }),
  decide: {
    wind: winding,
    // @ts-expect-error a refusal with a code that is not declared
    stop: () => ({ refused: 'LOST', details: {} }),
  },
  evolve: { wound },
}) satisfies ToyDecider;

type Wind = ToyActions['toys.wind']['params'];

({
  area: 'toys',
  codes: {},
  // @ts-expect-error an action without a contract
  actions: {
    'toys.show': { summary: 'Shows', access: internal, params: shape<{ id: string }>({ id: Joi.string() }) },
  },
}) satisfies Contract<ToyActions>;

// @ts-expect-error a field without a schema
shape<Wind>({ id: Joi.string() });

// @ts-expect-error a schema of another kind
shape<Wind>({ id: Joi.string(), turns: Joi.string() });

// @ts-expect-error a schema of no field
shape<Wind>({ id: Joi.string(), turns: Joi.number(), colour: Joi.string() });
