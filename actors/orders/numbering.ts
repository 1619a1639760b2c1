import type { Decider } from '../runtime/decider.ts';
import type { NumberingEvent } from './contract.ts';

export type NumberingCommand = { readonly type: 'number'; readonly orderId: string };

/** The last number given, and to whom the latest were: an order that asks again gets its own. */
export type NumberingState = { last: number; readonly given: Map<string, number> };

/** The first order is not number 1: a young shop's numbers do not tell how few it has sold. */
const firstNumber = 1_001;

/** A flow asks again within minutes and under the same command id; so many are remembered besides. */
const maxRemembered = 10_000;

export const numbering: Decider<NumberingState, NumberingCommand, NumberingEvent> = {
  type: 'numbering',
  initial: () => ({ last: firstNumber - 1, given: new Map() }),
  decide: {
    number: (state, { orderId }) =>
      state.given.has(orderId) ? [] : [{ type: 'numbered', orderId, number: state.last + 1 }],
  },
  evolve: {
    numbered: (state, { orderId, number }) => {
      state.last = number;
      state.given.set(orderId, number);
      if (state.given.size <= maxRemembered) return;
      const [oldest] = state.given.keys();
      if (oldest !== undefined) state.given.delete(oldest);
    },
  },
};
