import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type FulfilmentCommand,
  type FulfilmentState,
  fulfilment,
  statusOf,
  unitsLeft,
} from '../../../actors/fulfilments/fulfilment.ts';
import { sum } from '../../../actors/runtime/money.ts';
import { minute } from '../../../actors/runtime/time.ts';
import { Player, storiesOf, type Try, whenAsked } from '../property.ts';
import { cancel, deliver, open, pick, ship } from './fulfilment.story.ts';

const skus = fc.constantFrom('shirt', 'sock', 'hat');
const quantity = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constant(1_000_000));
const lines = fc.array(fc.record({ sku: skus, quantity }), { minLength: 1, maxLength: 3 });

/** A shipment's id is made from its command: no two have the same. */
const shipping = (some: Parameters<typeof ship>[1][]) =>
  whenAsked<FulfilmentState, FulfilmentCommand>(`ship ${JSON.stringify(some)}`, ({ shipments }) =>
    ship(`s${shipments.size + 1}`, ...some),
  );
const commands: fc.Arbitrary<Try<FulfilmentState, FulfilmentCommand>> = fc.oneof(
  fc.constantFrom(open, { ...open, vendorId: 'v2' }, pick, cancel, deliver()),
  fc.constantFrom('s1', 's2', 's3').map((id) => deliver(id)),
  { weight: 2, arbitrary: lines.map(shipping) },
  fc.constant(shipping([])),
);
const stories = storiesOf(commands, minute);
const vendor = new Player(fulfilment, { anew: ['ship'] });

const unitsShipped = (state: FulfilmentState): number =>
  sum([...state.shipments.values()].flatMap((shipment) => shipment.lines.map((line) => line.quantity)));

test('whatever happens, what has left and what is left are together what was opened', () => {
  fc.assert(
    fc.property(stories, (story) => {
      vendor.play(story, ({ state }) => {
        expect(unitsShipped(state) + unitsLeft(state)).toBe(state.opened ? 5 : 0);
      });
    }),
  );
});

test('whatever happens, nothing leaves once it is cancelled, and nothing is cancelled once it has left', () => {
  fc.assert(
    fc.property(stories, (story) => {
      vendor.play(story, ({ before, state, events }) => {
        expect(state.isCancelled && state.shipments.size > 0).toBe(false);
        if (before.opened && before.isCancelled) expect(events).toEqual([]);
      });
    }),
  );
});

test('whatever happens, it is told once that all has left, and once that all has arrived', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { state, events } = vendor.play(story);
      const allOf = (type: string) => events.filter((event) => event.type === type && 'all' in event && event.all);
      const status = statusOf(state);
      expect(allOf('shipped')).toHaveLength(status === 'shipped' || status === 'delivered' ? 1 : 0);
      expect(allOf('delivered')).toHaveLength(status === 'delivered' ? 1 : 0);
    }),
  );
});
