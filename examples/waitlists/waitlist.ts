import { type Decider, refuse } from '../../actors/runtime/decider.ts';
import type { WaitlistEvent } from './contract.ts';

export type WaitlistCommand =
  | { readonly type: 'join'; readonly customerId: string }
  | { readonly type: 'leave'; readonly customerId: string };

/** Customers in the order they came. */
export type Waitlist = { readonly members: string[] };

export const mostMembers = 1_000;

export const waitlist: Decider<Waitlist, WaitlistCommand, WaitlistEvent, 'WAITLIST_FULL'> = {
  type: 'waitlist',
  initial: () => ({ members: [] }),
  decide: {
    join: ({ members }, { customerId }) => {
      if (members.includes(customerId)) return [];
      if (members.length >= mostMembers) return refuse('WAITLIST_FULL', { most: mostMembers });
      return [{ type: 'joined', customerId }];
    },
    leave: ({ members }, { customerId }) => (members.includes(customerId) ? [{ type: 'left', customerId }] : []),
  },
  evolve: {
    joined: ({ members }, { customerId }) => {
      members.push(customerId);
    },
    left: ({ members }, { customerId }) => {
      members.splice(members.indexOf(customerId), 1);
    },
  },
};
