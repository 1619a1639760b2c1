import { describe, expect, test } from '@jest/globals';
import type { FulfilmentEvent } from '../../../actors/fulfilments/contract.ts';
import { fulfilment, maxShipments, statusOf } from '../../../actors/fulfilments/fulfilment.ts';
import { given } from '../given.ts';
import {
  cancel,
  cancelled,
  deliver,
  delivered,
  everything,
  line,
  open,
  opened,
  pick,
  picked,
  ship,
  shipped,
  units,
} from './fulfilment.story.ts';

describe('a fulfilment', () => {
  test('is opened once, also when the person was erased meanwhile', () => {
    given(fulfilment).when(open).emits(opened);
    given(fulfilment, opened).when(open).emitsNothing();
    given(fulfilment, opened)
      .when({ ...open, email: null, shippingAddress: null })
      .emitsNothing();
  });
  test('of another order, vendor or content is refused', () => {
    given(fulfilment, opened)
      .when({ ...open, orderId: 'ord_2' })
      .rejects('FULFILMENT_DIFFERS');
    given(fulfilment, opened)
      .when({ ...open, vendorId: 'v2' })
      .rejects('FULFILMENT_DIFFERS');
    given(fulfilment, opened)
      .when({ ...open, lines: [line('shirt', 3)] })
      .rejects('FULFILMENT_DIFFERS');
  });
  test('is picked once', () => {
    given(fulfilment, opened).when(pick).emits(picked);
    given(fulfilment, opened, picked).when(pick).emitsNothing();
    given(fulfilment, opened, shipped('s1', false, units('sock', 1)))
      .when(pick)
      .emitsNothing();
  });
});

describe('a shipment', () => {
  test('takes all that is left when nothing is named', () => {
    given(fulfilment, opened)
      .when(ship('s1'))
      .emits(shipped('s1', true, ...everything));
    given(fulfilment, opened, shipped('s1', false, units('shirt', 2), units('sock', 2)))
      .when(ship('s2'))
      .emits(shipped('s2', true, units('shirt', 1)));
  });
  test('may take a part, and the last part completes it', () => {
    given(fulfilment, opened)
      .when(ship('s1', units('shirt', 1)))
      .emits({ shipmentId: 's1', all: false });
    given(fulfilment, opened, shipped('s1', false, units('shirt', 3)))
      .when(ship('s2', units('sock', 2)))
      .emits({ shipmentId: 's2', all: true });
  });
  test('that names a sku twice takes both together', () => {
    given(fulfilment, opened)
      .when(ship('s1', units('shirt', 1), units('shirt', 1)))
      .emits({ lines: [units('shirt', 2)] });
    given(fulfilment, opened)
      .when(ship('s1', units('shirt', 2), units('shirt', 2)))
      .rejects('TOO_MANY_UNITS', { sku: 'shirt', left: 3, requested: 4 });
  });
  test('never takes more than is left', () => {
    given(fulfilment, opened, shipped('s1', false, units('shirt', 2)))
      .when(ship('s2', units('shirt', 2)))
      .rejects('TOO_MANY_UNITS', { sku: 'shirt', left: 1, requested: 2 });
  });
  test('of a sku that is not part of it is refused', () => {
    given(fulfilment, opened)
      .when(ship('s1', units('hat', 1)))
      .rejects('NOT_IN_FULFILMENT', { sku: 'hat' });
  });
  test('is refused once nothing is left', () => {
    given(fulfilment, opened, shipped('s1', true, ...everything))
      .when(ship('s2'))
      .rejects('NOTHING_LEFT');
  });
  test('that is the last possible one must take all that is left', () => {
    const many = { ...opened, lines: [line('shirt', 1_000)] };
    const before = Array.from({ length: maxShipments - 1 }, (_, place) =>
      shipped(`s${place}`, false, units('shirt', 1)),
    );
    given(fulfilment, many, ...before)
      .when(ship('last', units('shirt', 1)))
      .rejects('TOO_MANY_SHIPMENTS', { most: maxShipments });
    given(fulfilment, many, ...before)
      .when(ship('last'))
      .emits({ all: true });
  });
});

describe('a delivery', () => {
  const parts = [shipped('s1', false, units('shirt', 3)), shipped('s2', true, units('sock', 2))] as const;

  test('is of one shipment, or of all that was shipped', () => {
    given(fulfilment, opened, ...parts)
      .when(deliver('s1'))
      .emits(delivered(false, 's1'));
    given(fulfilment, opened, ...parts)
      .when(deliver())
      .emits(delivered(true, 's1', 's2'));
  });
  test('of the last shipment completes it, but not while something is left to ship', () => {
    given(fulfilment, opened, ...parts, delivered(false, 's1'))
      .when(deliver())
      .emits(delivered(true, 's2'));
    given(fulfilment, opened, parts[0]).when(deliver('s1')).emits(delivered(false, 's1'));
  });
  test('happens once', () => {
    given(fulfilment, opened, ...parts, delivered(true, 's1', 's2'))
      .when(deliver())
      .emitsNothing();
    given(fulfilment, opened, ...parts, delivered(false, 's1'))
      .when(deliver('s1'))
      .emitsNothing();
  });
  test('of what was not shipped is refused', () => {
    given(fulfilment, opened).when(deliver()).rejects('NOT_SHIPPED', {});
    given(fulfilment, opened, parts[0]).when(deliver('s9')).rejects('NOT_SHIPPED', { shipmentId: 's9' });
  });
});

describe('a cancellation', () => {
  test('is possible until something has left', () => {
    given(fulfilment, opened, picked).when(cancel).emits(cancelled);
    given(fulfilment, opened, cancelled).when(cancel).emitsNothing();
    given(fulfilment, opened, shipped('s1', false, units('sock', 1)))
      .when(cancel)
      .rejects('ALREADY_SHIPPED', { shipments: 1 });
  });
  test('that comes before the opening cancels what is opened later', () => {
    given(fulfilment).when(cancel).emits({ type: 'barred' });
    given(fulfilment, { type: 'barred' }).when(cancel).emitsNothing();
    given(fulfilment, { type: 'barred' }).when(open).emits(opened, cancelled);
  });
  test.each([pick, ship('s1'), deliver()])('lets nothing happen any more: %j', (command) => {
    given(fulfilment, opened, cancelled).when(command).rejects('FULFILMENT_CANCELLED');
  });
});

test.each([pick, ship('s1'), deliver()])('what nobody opened is unknown, also when it is barred: %j', (command) => {
  given(fulfilment).when(command).rejects('UNKNOWN_FULFILMENT');
  given(fulfilment, { type: 'barred' }).when(command).rejects('UNKNOWN_FULFILMENT');
});

test.each<readonly [string, readonly FulfilmentEvent[]]>([
  ['open', [opened]],
  ['picked', [opened, picked]],
  ['partlyShipped', [opened, picked, shipped('s1', false, units('sock', 1))]],
  ['partlyShipped', [opened, shipped('s1', false, units('sock', 1)), delivered(false, 's1')]],
  ['shipped', [opened, shipped('s1', true, ...everything)]],
  ['delivered', [opened, shipped('s1', true, ...everything), delivered(true, 's1')]],
  ['cancelled', [opened, cancelled]],
])('its status is %s', (status, story) => {
  expect(statusOf(given(fulfilment, ...story).state())).toBe(status);
});
