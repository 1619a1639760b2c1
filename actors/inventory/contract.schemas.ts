import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, id, instant, pageOf, pageParams, quantity, shape, text } from '../runtime/schemas.ts';
import { alertActions } from './alert.schemas.ts';
import type { Availability, CheckedLine, InventoryActions, Movement, Portion } from './contract.ts';
import { aMovement, shirt, sku } from './examples.schemas.ts';
import { below, stockSchema, units, warehouse } from './stock.schemas.ts';

const movementSchema = shape<Movement>({
  version: units().required(),
  at: instant().required(),
  kind: Joi.string().required(),
  quantity: Joi.number().integer().required(),
  available: units().required(),
  by: Joi.string().required(),
  orderId: id(),
  warehouse: warehouse(),
  reason: Joi.string(),
});

const availability = { sku: id().required(), available: units().required() };
const checkedLine = shape<CheckedLine>({ ...availability, ok: Joi.boolean().required() });
const openParams = shape<InventoryActions['inventory.open']['params']>({
  sku: id().required(),
  vendorId: id().required(),
  proposal: units(),
});
const movementsPage = { ...pageParams, cursor: Joi.string().pattern(/^\d{1,15}$/, 'cursor') };
const orderOfSku = { sku: id().required(), orderId: id().required() };

export const inventoryContract: Contract<InventoryActions> = {
  area: 'inventory',
  codes: {
    OUT_OF_STOCK: 'Fewer units are available than were asked for.',
    BELOW_PROMISED: 'The adjustment would leave fewer units than are promised to orders.',
    RESERVATION_DIFFERS: 'The order already holds this sku with another quantity.',
    RESERVATION_BARRED: 'The order was cancelled before this reservation arrived.',
    NOTHING_RESERVED: 'The order holds no reservation of this sku.',
    UNKNOWN_SKU: ['NotFound', 'No such sku has been opened.'],
    SKU_OPEN: 'The sku belongs to another vendor.',
  },
  actions: {
    'inventory.check': {
      summary: 'Tells for each line whether it could be bought now',
      rest: 'POST /inventory/check',
      status: 200,
      access: { all: ['anyone'] },
      params: shape<InventoryActions['inventory.check']['params']>({
        lines: Joi.array()
          .items(Joi.object({ sku: id().required(), quantity: quantity().required() }))
          .min(1)
          .max(200)
          .required(),
      }),
      result: shape<{ lines: readonly CheckedLine[] }>({ lines: Joi.array().items(checkedLine).required() }),
      example: { params: { lines: [{ sku, quantity: 3 }] }, result: { lines: [{ sku, available: 10, ok: true }] } },
    },
    'inventory.receive': {
      summary: 'Puts received units into a warehouse',
      rest: 'POST /inventory/{sku}/receive',
      status: 200,
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller'] },
      params: shape<InventoryActions['inventory.receive']['params']>({
        sku: id().required(),
        quantity: quantity().required(),
        warehouse: warehouse(),
        reference: text(200),
      }),
      result: stockSchema,
      example: { params: { sku, quantity: 12, reference: 'delivery note 88' }, result: shirt },
      refusals: ['UNKNOWN_SKU'],
    },
    'inventory.adjust': {
      summary: 'Corrects the count of a warehouse, with the reason',
      rest: 'POST /inventory/{sku}/adjust',
      status: 200,
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: shape<InventoryActions['inventory.adjust']['params']>({
        sku: id().required(),
        quantity: Joi.number().integer().min(-1_000_000).max(1_000_000).invalid(0).required(),
        reason: text(200).required(),
        warehouse: warehouse(),
      }),
      result: stockSchema,
      example: {
        params: { sku, quantity: -1, reason: 'broken' },
        result: { ...shirt, held: 11, available: 9, warehouses: [{ warehouse: 'main', held: 11, available: 9 }] },
      },
      refusals: ['UNKNOWN_SKU', 'BELOW_PROMISED'],
    },
    'inventory.get': {
      summary: 'Stock of one sku, per warehouse',
      rest: 'GET /inventory/{sku}',
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
      params: shape<{ sku: string }>({ sku: id().required() }),
      result: stockSchema,
      example: { params: { sku }, result: shirt },
    },
    'inventory.movements': {
      summary: 'Every movement of one sku, oldest first',
      rest: 'GET /inventory/{sku}/movements',
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
      params: shape<InventoryActions['inventory.movements']['params']>({ sku: id().required(), ...movementsPage }),
      result: pageOf(movementSchema),
      example: {
        params: { sku, limit: 1 },
        result: { items: [aMovement], next: '2' },
      },
    },
    'inventory.ofVendor': {
      summary: "Stock of a vendor's skus, or only of those that are running out, the scarcest first",
      rest: 'GET /vendors/{id}/stock',
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
      params: shape<InventoryActions['inventory.ofVendor']['params']>({
        id: id().required(),
        below: below().min(1),
        low: Joi.boolean(),
        ...pageParams,
      }),
      result: pageOf(stockSchema),
      example: { params: { id: shirt.vendorId }, result: { items: [shirt] } },
    },
    ...alertActions,
    'inventory.available': {
      summary: 'What the stock channel of a sku shows',
      access: { all: ['anyone'] },
      params: shape<{ sku: string }>({ sku: id().required() }),
      result: shape<Availability>(availability),
    },
    'inventory.open': {
      summary: 'Opens the stock of a new sku',
      access: internal,
      params: openParams,
      result: empty(),
    },
    'inventory.close': {
      summary: 'Closes the stock of a sku whose product came to nothing',
      access: internal,
      params: shape<{ sku: string; proposal: number }>({ sku: id().required(), proposal: units().required() }),
      result: empty(),
    },
    'inventory.reserve': {
      summary: 'Promises units to an order',
      access: internal,
      params: shape<InventoryActions['inventory.reserve']['params']>({
        ...orderOfSku,
        quantity: quantity().required(),
      }),
      result: Joi.object<{ portions: readonly Portion[] }>(),
      refusals: ['RESERVATION_BARRED', 'RESERVATION_DIFFERS', 'UNKNOWN_SKU', 'OUT_OF_STOCK'],
    },
    'inventory.release': {
      summary: 'Frees what was promised to an order, or bars its late reservation',
      access: internal,
      params: shape<{ sku: string; orderId: string }>(orderOfSku),
      result: empty(),
    },
    'inventory.commit': {
      summary: 'Lets promised units leave the house',
      access: internal,
      params: shape<{ sku: string; orderId: string }>(orderOfSku),
      result: empty(),
      refusals: ['NOTHING_RESERVED'],
    },
    'inventory.restock': {
      summary: 'Takes back the sold units of a cancelled part',
      access: internal,
      params: shape<InventoryActions['inventory.restock']['params']>({
        ...orderOfSku,
        quantity: quantity().required(),
      }),
      result: empty(),
    },
  },
};
