import type { Order, OrderPart, OrderStatus } from '../../../../actors/orders/contract.ts';

export const steps = ['placed', 'reserved', 'confirmed', 'shipped', 'delivered'] as const;
export type Step = (typeof steps)[number];
export type Reached = 'done' | 'now' | 'ahead';

/** How far an order is; a cancelled one stopped where it stood, which nobody needs to know. */
export function progressOf(status: OrderStatus): readonly { readonly step: Step; readonly reached: Reached }[] {
  const all: readonly string[] = steps;
  const place = all.indexOf(status);
  return steps.map((step, at) => ({ step, reached: at < place ? 'done' : at === place ? 'now' : 'ahead' }));
}

export type OrderTone = 'good' | 'bad' | 'info' | 'warn';

export const toneOf = (status: OrderStatus | OrderPart['status']): OrderTone => {
  if (status === 'cancelled') return 'bad';
  if (status === 'cancelling') return 'warn';
  return status === 'delivered' || status === 'shipped' || status === 'confirmed' ? 'good' : 'info';
};

/** Whether its shopper may still call it off: nothing of it has left. */
export const canCancel = ({ status, parts }: Pick<Order, 'status' | 'parts'>): boolean =>
  ['placed', 'reserved', 'confirmed'].includes(status) && parts.every((part) => part.status === 'open');

/** Its outcome is not known yet: the page moves by itself. */
export const isUndecided = ({ status }: Pick<Order, 'status'>): boolean => status === 'placed' || status === 'reserved';
