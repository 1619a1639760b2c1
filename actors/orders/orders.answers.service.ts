import { codeError } from '../runtime/codes.ts';
import type { Handler } from '../runtime/service.ts';
import { ordersContract } from './contract.schemas.ts';
import type { OrdersActions } from './contract.ts';
import type { OrderState } from './order-state.ts';

export type Handlers<Name extends keyof OrdersActions> = {
  readonly [N in Name]: Handler<OrdersActions[N]['params'], OrdersActions[N]['result']>;
};

export const isNothingCancelling = ({ parts }: OrderState): boolean =>
  [...parts.values()].every(({ status }) => status !== 'cancelling');

/** Once every fulfilment has answered it is an error to whoever asked for parts of which none could be cancelled. */
export function cancelled<Answer>(state: OrderState, { vendorId }: { vendorId?: string }, answer: Answer): Answer {
  const parts = [...state.parts.values()].filter((part) => vendorId === undefined || part.vendorId === vendorId);
  const isAnyGone = parts.some(({ status }) => status === 'cancelled' || status === 'cancelling');
  if (isAnyGone) return answer;
  throw codeError(ordersContract.codes, 'ALREADY_SHIPPED', { vendorIds: parts.map((part) => part.vendorId) });
}
