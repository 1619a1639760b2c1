import Joi from 'joi';
import { type Contract, internal, type PageOf } from '../runtime/contract.ts';
import { email, id, pageOf, pageParams, quantity, shape, text } from '../runtime/schemas.ts';
import { type Fulfilment, type FulfilmentsActions, fulfilmentPersonal, type ShippedLine } from './contract.ts';
import { delivered, opened, shipment, shipped, sku } from './examples.schemas.ts';
import { address, byId, fulfilmentSchema, line, status, statusSchema } from './words.schemas.ts';

const hands: Contract<FulfilmentsActions>['actions']['fulfilments.pick']['access'] = {
  all: ['operator'],
  own: ['owner', 'manager', 'fulfiller'],
};
const eyes: typeof hands = { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] };

export const fulfilmentsContract: Contract<FulfilmentsActions> = {
  area: 'fulfilments',
  personal: { fulfilment: fulfilmentPersonal },
  codes: {
    UNKNOWN_FULFILMENT: ['NotFound', 'There is no such fulfilment.'],
    FULFILMENT_DIFFERS: 'The fulfilment is open already, for another order or with other lines.',
    FULFILMENT_CANCELLED: 'The fulfilment was cancelled; nothing of it may leave.',
    NOTHING_LEFT: 'Everything was shipped already.',
    NOT_IN_FULFILMENT: 'The sku is not a part of this fulfilment.',
    TOO_MANY_UNITS: 'Fewer units are left to ship than were asked for.',
    TOO_MANY_SHIPMENTS: 'The last shipment that is possible must take all that is left.',
    NOT_SHIPPED: 'What was not shipped cannot be delivered.',
    ALREADY_SHIPPED: 'Something of it has left already, so it cannot be cancelled.',
  },
  actions: {
    'fulfilments.get': {
      summary: 'What a vendor has to send for one order',
      rest: 'GET /fulfilments/{id}',
      access: eyes,
      params: byId(),
      result: fulfilmentSchema,
      example: { params: { id: opened.id }, result: opened },
    },
    'fulfilments.ofVendor': {
      summary: "A vendor's fulfilments, newest first",
      rest: 'GET /vendors/{id}/fulfilments',
      access: eyes,
      params: shape<FulfilmentsActions['fulfilments.ofVendor']['params']>({
        id: id().required(),
        status: status(),
        ...pageParams,
      }),
      result: pageOf(fulfilmentSchema),
      example: {
        params: { id: opened.vendorId, status: 'open' },
        result: { items: [opened] } satisfies PageOf<Fulfilment>,
      },
    },
    'fulfilments.pick': {
      summary: 'Notes that its units were taken from the shelves',
      rest: 'POST /fulfilments/{id}/pick',
      status: 200,
      access: hands,
      params: byId(),
      result: fulfilmentSchema,
      example: { params: { id: opened.id }, result: { ...opened, status: 'picked' } },
      refusals: ['UNKNOWN_FULFILMENT', 'FULFILMENT_CANCELLED'],
    },
    'fulfilments.ship': {
      summary: 'Ships all that is left of it, or a part',
      rest: 'POST /fulfilments/{id}/ship',
      status: 200,
      access: hands,
      params: shape<FulfilmentsActions['fulfilments.ship']['params']>({
        id: id().required(),
        carrier: text(100).required(),
        tracking: text(200),
        lines: Joi.array()
          .items(shape<ShippedLine>({ sku: id().required(), quantity: quantity().required() }))
          .min(1)
          .max(2_000),
      }),
      result: fulfilmentSchema,
      example: {
        params: { id: opened.id, carrier: 'Royal Mail', tracking: 'RM123456785GB', lines: [{ sku, quantity: 2 }] },
        result: shipped,
      },
      refusals: [
        'UNKNOWN_FULFILMENT',
        'FULFILMENT_CANCELLED',
        'NOTHING_LEFT',
        'NOT_IN_FULFILMENT',
        'TOO_MANY_UNITS',
        'TOO_MANY_SHIPMENTS',
      ],
    },
    'fulfilments.deliver': {
      summary: 'Notes that a shipment arrived, or everything that was shipped',
      rest: 'POST /fulfilments/{id}/deliver',
      status: 200,
      access: hands,
      params: shape<FulfilmentsActions['fulfilments.deliver']['params']>({ id: id().required(), shipmentId: id() }),
      result: fulfilmentSchema,
      example: { params: { id: opened.id, shipmentId: shipment.id }, result: delivered },
      refusals: ['UNKNOWN_FULFILMENT', 'FULFILMENT_CANCELLED', 'NOT_SHIPPED'],
    },
    'fulfilments.open': {
      summary: "Opens one vendor's part of a confirmed order",
      access: internal,
      params: shape<FulfilmentsActions['fulfilments.open']['params']>({
        id: id().required(),
        orderId: id().required(),
        orderNumber: text(100).required(),
        vendorId: id().required(),
        person: id().required(),
        email: email().allow(null).required(),
        shippingAddress: address().required(),
        lines: Joi.array().items(line()).min(1).max(2_000).required(),
      }),
      result: statusSchema(),
      refusals: ['FULFILMENT_DIFFERS'],
    },
    'fulfilments.cancel': {
      summary: 'Cancels what has not begun to leave',
      access: internal,
      params: byId(),
      result: statusSchema(),
      refusals: ['ALREADY_SHIPPED'],
    },
  },
};
