import type { Fulfilment, FulfilmentStatus, ShippedLine } from '../../../../actors/fulfilments/contract.ts';

/** Where parcels stand, in the order in which they go through a day. */
export const benches = ['pick', 'send', 'sent', 'done'] as const;
export type Bench = (typeof benches)[number];

const benchOfStatus: Readonly<Record<FulfilmentStatus, Bench>> = {
  open: 'pick',
  picked: 'send',
  partlyShipped: 'send',
  shipped: 'sent',
  delivered: 'done',
  cancelled: 'done',
};

export const benchOf = ({ status }: Pick<Fulfilment, 'status'>): Bench => benchOfStatus[status];

export const onBench = (all: readonly Fulfilment[], bench: Bench): readonly Fulfilment[] =>
  all.filter((one) => benchOf(one) === bench);

/** How many wait for a hand. */
export const waitingIn = (all: readonly Fulfilment[]): number =>
  all.filter((one) => benchOf(one) === 'pick' || benchOf(one) === 'send').length;

/** Units of each line that have not left yet. */
export function leftOf({ lines, shipments }: Pick<Fulfilment, 'lines' | 'shipments'>): readonly ShippedLine[] {
  const left = new Map<string, number>();
  for (const { sku, quantity } of lines) left.set(sku, (left.get(sku) ?? 0) + quantity);
  for (const { sku, quantity } of shipments.flatMap((shipment) => shipment.lines))
    left.set(sku, (left.get(sku) ?? 0) - quantity);
  return [...left].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));
}

/** The neighbour in a list, `step` places on; the ends stay where they are. */
export function neighbour<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string | undefined,
  step: 1 | -1,
): Item | undefined {
  const place = items.findIndex((item) => item.id === id);
  if (place < 0) return items[0];
  return items[Math.min(items.length - 1, Math.max(0, place + step))];
}
