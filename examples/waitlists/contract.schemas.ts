import Joi from 'joi';
import type { Contract } from '../../actors/runtime/contract.ts';
import { id, shape } from '../../actors/runtime/schemas.ts';
import type { WaitlistsActions } from './contract.ts';

const member = { sku: id().required(), customerId: id().required() };
const waiting = shape<{ waiting: number }>({ waiting: Joi.number().integer().required() });

export const waitlistsContract: Contract<WaitlistsActions> = {
  area: 'waitlists',
  codes: { WAITLIST_FULL: 'No more people may wait for this sku.' },
  actions: {
    'waitlists.join': {
      summary: 'Waits for a sku to be back',
      access: { own: ['shopper'] },
      params: shape<WaitlistsActions['waitlists.join']['params']>(member),
      refusals: ['WAITLIST_FULL'],
    },
    'waitlists.leave': {
      summary: 'Waits no more',
      access: { own: ['shopper'] },
      params: shape<WaitlistsActions['waitlists.leave']['params']>(member),
      result: waiting,
    },
    'waitlists.get': {
      summary: 'How many wait for a sku',
      access: { all: ['anyone'] },
      params: shape<{ sku: string }>({ sku: id().required() }),
      result: waiting,
    },
  },
};
