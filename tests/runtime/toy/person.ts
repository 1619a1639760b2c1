import Joi from 'joi';
import {
  type Action,
  type Contract,
  internal,
  type Personal,
  type Published,
} from '../../../actors/runtime/contract.ts';
import { type Decider, refuse } from '../../../actors/runtime/decider.ts';
import { id, shape } from '../../../actors/runtime/schemas.ts';

export type PersonEvent =
  | { readonly type: 'joined'; readonly id: string; readonly name: string | null; readonly email: string | null }
  | { readonly type: 'renamed'; readonly id: string; readonly name: string | null };

type PersonCommand =
  | { readonly type: 'join'; readonly id: string; readonly name: string; readonly email: string }
  | { readonly type: 'rename'; readonly id: string; readonly name: string };

export type PersonState = { id: string; name: string | null; email: string | null; renamed: number };

export const person: Decider<PersonState, PersonCommand, PersonEvent, 'NOT_JOINED'> = {
  type: 'person',
  initial: () => ({ id: '', name: null, email: null, renamed: 0 }),
  decide: {
    join: (_, { id, name, email }) => [{ type: 'joined', id, name, email }],
    rename: (state, { id, name }) => (state.id === '' ? refuse('NOT_JOINED') : [{ type: 'renamed', id, name }]),
  },
  evolve: {
    joined: (state, { id, name, email }) => {
      Object.assign(state, { id, name, email });
    },
    renamed: (state, { name }) => {
      state.name = name;
      state.renamed += 1;
    },
  },
};

const personal: Personal<PersonEvent> = {
  joined: { person: 'id', fields: ['name', 'email'] },
  renamed: { person: 'id', fields: ['name'] },
};

export type Card = { readonly name: string | null; readonly email: string | null; readonly renamed: number };

type OfOne = { readonly id: string };
type Named = OfOne & { readonly name: string };

export type PeopleActions = {
  'people.join': Action<Named & { readonly email: string }, Card>;
  'people.rename': Action<Named, Card>;
  /** For the person, for whoever knows its secret, and for operators. */
  'people.card': Action<OfOne, Card>;
  /** For operators alone. */
  'people.count': Action<OfOne, { readonly renamed: number }>;
  /** For everybody. */
  'people.greet': Action<OfOne, { readonly hello: string }>;
  /** For the shop's managers, and not for its viewers. */
  'people.promote': Action<Named, Card>;
};

export type PeopleEvents = Published<'people', PersonEvent>;

const one = { id: id().required() };
const name = Joi.string().min(1).max(100_000).required();
const email = Joi.string().email({ tlds: false }).required();
const summary = 'About a person';

export const peopleContract: Contract<PeopleActions> = {
  area: 'people',
  codes: { NOT_JOINED: ['NotFound', 'There is no such person.'] },
  personal: { person: personal },
  actions: {
    'people.join': {
      summary,
      access: internal,
      params: shape<PeopleActions['people.join']['params']>({ ...one, name, email }),
    },
    'people.rename': { summary, access: { own: ['shopper'] }, params: shape<Named>({ ...one, name }) },
    'people.card': { summary, access: { own: ['shopper', 'guest'], all: ['operator'] }, params: shape<OfOne>(one) },
    'people.count': { summary, access: { all: ['operator'] }, params: shape<OfOne>(one) },
    'people.greet': { summary, access: { all: ['anyone'] }, params: shape<OfOne>(one) },
    'people.promote': { summary, access: { own: ['manager'] }, params: shape<Named>({ ...one, name }) },
  },
};
