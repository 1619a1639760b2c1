import type { FulfilmentEvent } from '../../../actors/fulfilments/contract.ts';
import { fulfilment, maxShipments } from '../../../actors/fulfilments/fulfilment.ts';
import { refusesInOrder } from '../precedence.ts';
import { cancelled, deliver, everything, opened, pick, picked, ship, shipped, units } from './fulfilment.story.ts';

const barred: FulfilmentEvent = { type: 'barred' };
const allLeft = shipped('s0', true, ...everything);
const empty = Array.from({ length: maxShipments - 1 }, (_, place) => shipped(`s${place}`, false));
const tooMuch = ship('new', units('hat', 1), units('shirt', 9));

refusesInOrder(
  fulfilment,
  'unknown, cancelled',
  ['unknown', [barred], pick, 'UNKNOWN_FULFILMENT'],
  ['cancelled', [opened, picked, cancelled], pick, 'FULFILMENT_CANCELLED'],
);

refusesInOrder(
  fulfilment,
  'unknown, cancelled, nothing left, not in it, too many units, too many shipments',
  ['unknown', [barred], tooMuch, 'UNKNOWN_FULFILMENT'],
  ['cancelled', [opened, ...empty, allLeft, cancelled], tooMuch, 'FULFILMENT_CANCELLED'],
  ['nothing left', [opened, ...empty, allLeft], tooMuch, 'NOTHING_LEFT'],
  ['not in it', [opened, ...empty], tooMuch, 'NOT_IN_FULFILMENT'],
  ['too many units', [opened, ...empty], ship('new', units('shirt', 9)), 'TOO_MANY_UNITS'],
  ['too many shipments', [opened, ...empty], ship('new', units('shirt', 1)), 'TOO_MANY_SHIPMENTS'],
);

refusesInOrder(
  fulfilment,
  'unknown, cancelled, not shipped',
  ['unknown', [barred], deliver('s9'), 'UNKNOWN_FULFILMENT'],
  ['cancelled', [opened, cancelled], deliver('s9'), 'FULFILMENT_CANCELLED'],
  ['not shipped', [opened, allLeft], deliver('s9'), 'NOT_SHIPPED'],
);
