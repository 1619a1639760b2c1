import { never, type Parked } from '../../actors/runtime/feed/parked.ts';
import type { MemoryDisk } from '../../actors/runtime/rows/memory.ts';
import { openThings } from './invariants/orders.ts';
import { type Actor, has, type Truth } from './invariants/truth.ts';
import { rowsIn } from './remains/views.ts';
import type { Fleet } from './world/fleet.ts';
import type { Scheduler } from './world/scheduler.ts';

/** Nothing was written for so long, and no flow is under way: then nothing more will come of what was begun. */
const quietMs = 5_000;

const steps: Readonly<Record<string, readonly string[]>> = {
  authorisationAsked: ['authorised', 'declined', 'failed', 'voidAsked'],
  captureAsked: ['captured', 'failed'],
  voidAsked: ['voided'],
};

/** What actors wait for; none: everything that was begun has ended. */
export function unfinished(truth: Truth): string[] {
  return [
    ...truth.ofType('order').flatMap((order) => openThings(order).map((thing) => `${order.stream}: ${thing}`)),
    ...truth.ofType('payment').flatMap(silences),
    ...truth
      .ofType('cart')
      .filter(isFrozen)
      .map(({ stream }) => `${stream}: frozen`),
    ...truth.ofType('stock').flatMap(promises),
  ];
}

function silences(payment: Actor): string[] {
  const asked = Object.entries(steps).filter(([step, ends]) => has(payment, step) && !has(payment, ...ends));
  const refunds = payment.events.filter(({ type }) => type === 'refundAsked').map(({ refundId }) => refundId);
  const ended = payment.events.filter(({ type }) => type === 'refunded' || type === 'refundFailed');
  const open = refunds.filter((refundId) => !ended.some((event) => event.refundId === refundId));
  return [
    ...asked.map(([step]) => `${payment.stream}: ${step}`),
    ...open.map((id) => `${payment.stream}: refund ${id}`),
  ];
}

const isFrozen = ({ events }: Actor): boolean =>
  events.findLast(({ type }) => ['checkedOut', 'thawed', 'closed'].includes(type))?.type === 'checkedOut';

function promises({ stream, events }: Actor): string[] {
  const open = new Set<unknown>();
  for (const { type, orderId } of events) {
    if (type === 'reserved') open.add(orderId);
    if (type === 'released' || type === 'committed') open.delete(orderId);
  }
  return [...open].map((orderId) => `${stream}: promised to ${orderId}`);
}

/** Not dead letters, but for those that ops will replay. */
const isWaiting = ({ retryAt, code }: Pick<Parked, 'retryAt' | 'code'>): boolean =>
  retryAt !== never || code === 'INTERNAL';

/** What is written down to be tried again, whoever remembers it. */
export const parkedIn = (disk: MemoryDisk): string[] =>
  ([...rowsIn(disk, 'parked').values()] as unknown as readonly Parked[])
    .filter(isWaiting)
    .map(({ consumer, stream, code }) => `${consumer}: ${stream} is parked for ${code}`);

/** Whether everybody believes in those that there are. */
function isAgreed({ all }: Fleet): boolean {
  const names = all.map(({ name }) => name).sort();
  return all.every(({ members }) => members.nodes().toSorted().join() === names.join());
}

/** What processes are still busy with. */
export function busy(fleet: Fleet): string[] {
  if (fleet.up.length < fleet.size) return ['a process is down'];
  // What somebody does not believe to own nobody goes on with.
  if (!isAgreed(fleet)) return ['somebody believes in others than there are'];
  return fleet.up.flatMap(({ name, node }) => {
    const behind = node.inspector.lag().filter(({ handled, head }) => handled < head);
    const parked = node.inspector.parked().filter(isWaiting);
    return [
      ...behind.map(({ consumer, partition }) => `${name}: ${consumer} lags in ${partition}`),
      ...parked.map(({ stream, code }) => `${name}: ${stream} is parked for ${code}`),
      ...(node.inspector.waiting > 0 ? [`${name}: commands wait`] : []),
    ];
  });
}

/** Looks from time to time whether the world has come to rest. */
export class Quiet {
  readonly #scheduler: Scheduler;
  readonly #fleet: Fleet;
  #entries = 0;
  #sinceMs = 0;
  /** Names of processes whose flows have rested since the last look. */
  readonly #idle = new Set<string>();

  constructor(scheduler: Scheduler, fleet: Fleet) {
    this.#scheduler = scheduler;
    this.#fleet = fleet;
  }

  /** `entries`: how many the journal holds. */
  look(entries: number): boolean {
    const { nowMs } = this.#scheduler;
    if (entries !== this.#entries) this.#sinceMs = nowMs;
    this.#entries = entries;
    const { up } = this.#fleet;
    const wereIdle = up.every(({ name }) => this.#idle.has(name));
    this.#idle.clear();
    for (const { name, node } of up) void node.inspector.flowsIdle().then(() => this.#idle.add(name));
    return wereIdle && nowMs - this.#sinceMs >= quietMs;
  }
}
