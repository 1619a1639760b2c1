import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type FulfilmentCommand,
  type FulfilmentState,
  fulfilment,
  unitsLeft,
} from '../../../actors/fulfilments/fulfilment.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { sum } from '../../../actors/runtime/money.ts';
import { testTime } from '../given.ts';
import { cancel, deliver, open, pick, ship } from './fulfilment.story.ts';

const skus = fc.constantFrom('shirt', 'sock', 'hat');
const shipmentIds = fc.constantFrom('s1', 's2', 's3', 's4');
const lines = fc.array(fc.record({ sku: skus, quantity: fc.integer({ min: 1, max: 4 }) }), {
  minLength: 1,
  maxLength: 3,
});
const commands: fc.Arbitrary<FulfilmentCommand> = fc.oneof(
  fc.constantFrom(open, pick, cancel, deliver()),
  shipmentIds.map((id) => deliver(id)),
  fc.tuple(fc.uuid(), lines).map(([id, some]) => ship(id, ...some)),
  fc.uuid().map((id) => ship(id)),
);

const unitsShipped = (state: FulfilmentState): number =>
  sum([...state.shipments.values()].flatMap((shipment) => shipment.lines.map(({ quantity }) => quantity)));

test('whatever happens, what has left and what is left are together what was opened', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 40 }), (story) => {
      let state = fulfilment.initial();
      for (const command of story) {
        const decision = decide(fulfilment, state, { ...command, at: testTime });
        if (isRefusal(decision)) continue;
        for (const event of decision) state = evolve(fulfilment, state, event);
        expect(unitsShipped(state) + unitsLeft(state)).toBe(state.opened ? 5 : 0);
        expect(Math.min(...state.left.values(), 0)).toBe(0);
        expect(state.isCancelled && state.shipments.size > 0).toBe(false);
      }
    }),
  );
});
