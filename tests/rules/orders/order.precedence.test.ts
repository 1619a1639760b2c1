import { order } from '../../../actors/orders/order.ts';
import { maxVendors } from '../../../actors/orders/placing.ts';
import { maxRefunds } from '../../../actors/orders/refunds.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { refusesInOrder } from '../precedence.ts';
import {
  cancel,
  cancelPart,
  confirm,
  confirmed,
  gbp,
  line,
  partCancelled,
  partShipped,
  place,
  refund,
  refuse,
  reserve,
  story,
  tenant,
} from './order.story.ts';

const crowd = Array.from({ length: maxVendors }, (_, n) => line(`s${n}`, `w${n}`, 1, 1));
const dear = line('cup', 'v1', 1_000_000, maxAmount);
const euros = { amount: 1, currency: 'EUR' };
const selling = ['v1', ...crowd.map(({ vendorId }) => vendorId)].map((vendorId) => ({
  vendorId,
  status: 'approved' as const,
  name: vendorId,
}));
const wrong = { expectedTotal: euros, lines: [dear, dear, ...crowd] };
const inPounds = { ...wrong, expectedTotal: gbp(1) };
const suspended = { tenant: { ...tenant, status: 'suspended' as const } };

refusesInOrder(
  order,
  'refused before, placed already, tenant suspended, currency, vendor not selling, too many vendors, too many units, total too high, another total than the shopper saw',
  ['refused before', story(refuse), place(wrong, suspended), 'ORDER_REFUSED'],
  ['placed already', story(place()), place(wrong, suspended), 'ORDER_DIFFERS'],
  ['placed already', story(place()), place({}, suspended), 'nothing'],
  ['tenant suspended', [], place(wrong, suspended), 'TENANT_SUSPENDED'],
  ['currency', [], place(wrong), 'CURRENCY_DIFFERS'],
  ['vendor not selling', [], place(inPounds), 'VENDOR_NOT_SELLING'],
  ['too many vendors', [], place(inPounds, { vendors: selling }), 'TOO_MANY_VENDORS'],
  ['too many units', [], place({ ...inPounds, lines: [dear, dear] }), 'QUANTITY_TOO_HIGH'],
  ['total too high', [], place({ ...inPounds, lines: [dear] }), 'TOTAL_TOO_HIGH'],
  ['another total than the shopper saw', [], place({ expectedTotal: gbp(1) }), 'PRICE_CHANGED'],
);

const cancelledUnpaid = story(place(), cancel);
const cancelledPaid = story(...confirmed, cancelPart(), partCancelled('v1'), partCancelled('v2'));

refusesInOrder(
  order,
  'unknown order, cancelled',
  ['unknown order', [], reserve, 'UNKNOWN_ORDER'],
  ['cancelled', cancelledUnpaid, reserve, 'ORDER_CANCELLED'],
);

refusesInOrder(
  order,
  'unknown order, confirmed already, cancelled, not reserved',
  ['unknown order', [], confirm, 'UNKNOWN_ORDER'],
  ['confirmed already', cancelledPaid, confirm, 'nothing'],
  ['cancelled', cancelledUnpaid, confirm, 'ORDER_CANCELLED'],
  ['not reserved', story(place()), confirm, 'NOT_RESERVED'],
);

refusesInOrder(
  order,
  'unknown order, confirmed',
  ['unknown order', [], cancel, 'UNKNOWN_ORDER'],
  ['confirmed', cancelledPaid, cancel, 'ORDER_CONFIRMED'],
);

refusesInOrder(
  order,
  'unknown order, unknown part, not yet confirmed, shipped already',
  ['unknown order', [], cancelPart('v9'), 'UNKNOWN_ORDER'],
  ['unknown part', story(place()), cancelPart('v9'), 'UNKNOWN_PART'],
  ['not yet confirmed', story(place()), cancelPart('v1'), 'NOT_YET_CONFIRMED'],
  ['shipped already', story(...confirmed, partShipped('v1')), cancelPart('v1'), 'ALREADY_SHIPPED'],
);

refusesInOrder(
  order,
  'unknown part, not yet confirmed',
  ['unknown part', story(place()), partShipped('v9'), 'UNKNOWN_PART'],
  ['not yet confirmed', story(place()), partShipped('v1'), 'NOT_YET_CONFIRMED'],
);

const many = Array.from({ length: maxRefunds }, (_, n) => refund(1, { refundId: `ref_${n}` }));
const left = story(...confirmed, ...many, partShipped('v1'));
const ofShopper = { refundId: 'new', by: 'shopper', vendorId: 'v1' } as const;
const ofNobody = { ...ofShopper, amount: euros, vendorId: 'v9' };

refusesInOrder(
  order,
  'unknown order, asked already, not yet confirmed, cancelled unpaid, unknown part, currency, shipped already, too many refunds, too high',
  ['unknown order', [], refund(1, ofNobody), 'UNKNOWN_ORDER'],
  ['asked already', left, refund(1, { ...ofNobody, refundId: 'ref_1' }), 'nothing'],
  ['not yet confirmed', story(place()), refund(1, ofNobody), 'NOT_YET_CONFIRMED'],
  ['cancelled unpaid', cancelledUnpaid, refund(1, ofNobody), 'ORDER_CANCELLED'],
  ['unknown part', left, refund(1, ofNobody), 'UNKNOWN_PART'],
  ['currency', left, refund(1, { ...ofShopper, amount: euros }), 'CURRENCY_DIFFERS'],
  ['shipped already', left, refund(9_999, ofShopper), 'ALREADY_SHIPPED'],
  ['too many refunds', left, refund(9_999, { refundId: 'new' }), 'TOO_MANY_REFUNDS'],
  ['too high', story(...confirmed), refund(9_999), 'REFUND_TOO_HIGH'],
);
