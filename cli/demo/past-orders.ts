import { hash32 } from '../../actors/runtime/ids.ts';

/** An order that the demo shop had before it was opened. */
export type PastOrder = {
  readonly number: string;
  /** Before the day the shop was opened; at least one. */
  readonly daysAgo: number;
  /** UTC. */
  readonly minuteOfDay: number;
  /** Which of the shop's customers; absent: a guest. */
  readonly customer?: number;
  readonly country: string;
  readonly isPaid: boolean;
  /** Pence that went back. */
  readonly refund?: number;
  /** Of a list of wares by their places, each once. */
  readonly lines: readonly { readonly ware: number; readonly quantity: number }[];
};

export const pastCustomers = 40;
const orderCount = 150;
const longestAgoDays = 120;
const countries = ['GB', 'GB', 'GB', 'GB', 'IE', 'IE', 'DE', 'DE', 'FR', 'NL'];

/** The same for ever: between 0 and 1, spread evenly. */
const share = (order: number, what: string): number => hash32(`${what} ${order}`) / 2 ** 32;
const pick = (order: number, what: string, many: number): number => Math.floor(share(order, what) * many);

/** The more the later, and never the same ware twice. */
function pastOrder(order: number, wares: number): PastOrder {
  // Squared, so that a few wares and customers come up often.
  const ware = (line: number) => Math.floor(share(order, `ware ${line}`) ** 2 * wares);
  const places = new Set(Array.from({ length: 1 + pick(order, 'lines', 3) }, (_, line) => ware(line)));
  const customer = Math.floor(share(order, 'customer') ** 2 * pastCustomers);
  return {
    number: `D-${1_000 + order}`,
    daysAgo: 1 + Math.floor(share(order, 'day') ** 1.6 * longestAgoDays),
    minuteOfDay: 8 * 60 + pick(order, 'minute', 13 * 60),
    ...(share(order, 'guest') > 0.35 && { customer }),
    country: countries[pick(order, 'country', countries.length)] ?? 'GB',
    isPaid: share(order, 'paid') > 0.05,
    ...(share(order, 'refund') < 0.05 && { refund: 300 }),
    lines: [...places].map((place) => ({ ware: place, quantity: 1 + pick(order, `units ${place}`, 3) })),
  };
}

/** What was sold of so many wares before the shop was opened, the oldest first. */
export const pastOrders = (wares: number): readonly PastOrder[] =>
  Array.from({ length: orderCount }, (_, order) => pastOrder(order, wares)).sort(
    (a, b) => b.daysAgo - a.daysAgo || a.minuteOfDay - b.minuteOfDay,
  );
