import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StockEvent } from '../../../actors/inventory/contract.ts';
import { available, type StockCommand, type StockState, stock } from '../../../actors/inventory/stock.ts';
import { sum } from '../../../actors/runtime/money.ts';
import { Player, storiesOf } from '../property.ts';
import { expectTold } from '../told.ts';

const orderId = fc.constantFrom('o1', 'o2', 'o3');
const warehouse = fc.constantFrom('north', 'south', 'main');
const units = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.constant(1_000_000));
const signed = fc.tuple(units, fc.constantFrom(1, -1)).map(([quantity, sign]) => sign * quantity);
const type = <Type extends StockCommand['type']>(name: Type) => fc.constant(name);

const commands: fc.Arbitrary<StockCommand> = fc.oneof(
  fc.record({ type: type('open'), vendorId: fc.constantFrom('v1', 'v2'), proposal: fc.nat(2) }),
  fc.record({ type: type('close'), proposal: fc.nat(2) }),
  fc.record({ type: type('receive'), quantity: units, warehouse }),
  fc.record({ type: type('adjust'), quantity: signed, warehouse, reason: fc.constant('count') }),
  { weight: 3, arbitrary: fc.record({ type: type('reserve'), orderId, quantity: units }) },
  fc.record({ type: type('release'), orderId }),
  fc.record({ type: type('commit'), orderId }),
  fc.record({ type: type('restock'), orderId, quantity: units }),
  fc.record({ type: type('setAlert'), below: fc.nat(9), accountId: fc.constantFrom('a', 'b'), mail: fc.boolean() }),
);

const opened: StockEvent = { type: 'opened', vendorId: 'v1', available: 0 };
const anew = ['receive', 'adjust', 'restock', 'release'] as const;
const unopened = new Player(stock, { anew, signed: ['quantity'] });
const shop = new Player(stock, { anew, signed: ['quantity'], from: [opened] });
const stories = storiesOf(commands);

const isSound = (state: StockState): boolean => {
  const shelves = [...state.shelves.values()];
  const sane = shelves.every((shelf) => shelf.promised >= 0 && shelf.held >= shelf.promised);
  const total = (count: 'held' | 'promised') => sum(shelves.map((shelf) => shelf[count]));
  const portions = [...state.promises.values()].flat();
  const promised = sum(portions.map(({ quantity }) => quantity));
  return sane && total('held') === state.held && total('promised') === state.promised && promised === state.promised;
};

test('whatever happens, no warehouse promises more than it holds and the sums agree', () => {
  fc.assert(fc.property(stories, (story) => void shop.play(story, ({ state }) => expect(isSound(state)).toBe(true))));
  fc.assert(
    fc.property(stories, (story) => void unopened.play(story, ({ state }) => expect(isSound(state)).toBe(true))),
  );
});

const unitsIn = (event: StockEvent): number => {
  if (event.type === 'committed') return -event.quantity;
  return event.type === 'received' || event.type === 'adjusted' || event.type === 'restocked' ? event.quantity : 0;
};

test('whatever happens, no unit comes from nowhere or is lost, and each event says what is free after it', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { events, state } = shop.play(story, (turn) => {
        for (const event of turn.events) expect(event.available).toBe(available(turn.state));
      });
      expect(sum(events.map(unitsIn))).toBe(state.held);
    }),
  );
});

test('whatever comes late, an order that was released before it reserved never holds a unit', () => {
  fc.assert(
    fc.property(stories, (story) => {
      shop.play(story, ({ before, state, command }) => {
        for (const barred of before.barred) expect(state.promises.has(barred)).toBe(false);
        if (command.type === 'release') expect(state.promises.has(command.orderId)).toBe(false);
      });
    }),
  );
});

test('whatever comes late, a stock that was ever used, or that a later attempt needs, is never closed', () => {
  fc.assert(
    fc.property(stories, (story) => {
      unopened.play(story, ({ before, command, events, state }) => {
        if (!events.some((event) => event.type === 'closed')) return;
        expect(before.shelves.size).toBe(0);
        expect(command).toMatchObject({ type: 'close', proposal: before.proposal });
        expect([state.vendorId, state.promises.size]).toEqual([undefined, 0]);
      });
    }),
  );
});

test('whatever changes what is free is told to those who follow it', () => {
  fc.assert(
    fc.property(stories, (story) => {
      unopened.play(story, ({ before, state, events }) => {
        expectTold('stock', 'inventory', events, available(before), available(state));
      });
    }),
  );
});

test('whatever happens, it is said that there are few exactly when the count goes past the alert', () => {
  fc.assert(
    fc.property(stories, (story) => {
      shop.play(story, ({ before, state, command, events }) => {
        const below = before.alert?.below ?? 0;
        const isPast = available(before) >= below && available(state) < below;
        const isTold = events.some((event) => event.type === 'ranLow');
        if (command.type !== 'setAlert') expect(isTold).toBe(isPast);
        expect(state.alert?.mailTo.length ?? 0).toBeLessThanOrEqual(2);
      });
    }),
  );
});
