import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NumberingEvent } from '../../../actors/orders/contract.ts';
import { type NumberingCommand, numbering } from '../../../actors/orders/numbering.ts';
import { given } from '../given.ts';
import { Player, storiesOf } from '../property.ts';

const numbered = (orderId: string, number: number): NumberingEvent => ({ type: 'numbered', orderId, number });

test('each order gets the next number of its tenant', () => {
  given(numbering).when({ type: 'number', orderId: 'o1' }).emits({ orderId: 'o1', number: 1_001 });
  given(numbering, numbered('o1', 1_001))
    .when({ type: 'number', orderId: 'o2' })
    .emits({ orderId: 'o2', number: 1_002 });
});

test('an order that asks again keeps its number', () => {
  const asked = given(numbering, numbered('o1', 1_001), numbered('o2', 1_002));
  asked.when({ type: 'number', orderId: 'o1' }).emitsNothing();
  expect(asked.state().given.get('o1')).toBe(1_001);
});

test('the oldest are forgotten, so that the count stays small', () => {
  const many = Array.from({ length: 10_001 }, (_, place) => numbered(`o${place}`, 1_001 + place));
  const { last, given: remembered } = given(numbering, ...many).state();
  expect([last, remembered.size, remembered.has('o0'), remembered.has('o1')]).toEqual([11_001, 10_000, false, true]);
});

test('whoever asks in whatever order, no number is given twice and none is left out', () => {
  const asking = fc
    .constantFrom('o1', 'o2', 'o3', 'o4', 'o5')
    .map((orderId): NumberingCommand => ({ type: 'number', orderId }));
  const shop = new Player(numbering);
  fc.assert(
    fc.property(storiesOf(asking), (story) => {
      const { events, state } = shop.play(story);
      expect(events.map(({ number }) => number)).toEqual(events.map((_, place) => 1_001 + place));
      expect(new Set(events.map(({ orderId }) => orderId)).size).toBe(events.length);
      for (const { orderId, number } of events) expect(state.given.get(orderId)).toBe(number);
    }),
  );
});
