import Joi from 'joi';
import type { Address } from '../customers/contract.ts';
import { id, instant, shape, text } from '../runtime/schemas.ts';
import type { Fulfilment, FulfilmentLine, FulfilmentStatus, Shipment, ShippedLine } from './contract.ts';

export const status = () => Joi.string().valid('open', 'picked', 'partlyShipped', 'shipped', 'delivered', 'cancelled');

/** As it was checked when the order was placed; null: the person was erased. */
export const address = () =>
  shape<Address>({
    name: text(500).required(),
    line1: text(500).required(),
    line2: text(500),
    city: text(500).required(),
    region: text(500),
    postcode: text(100).required(),
    country: text(2).required(),
    phone: text(100),
  }).allow(null);

export const line = () =>
  shape<FulfilmentLine>({
    sku: id().required(),
    title: Joi.string().max(500).required(),
    vendorSku: Joi.string().max(64).allow('').required(),
    // A sku on several lines of the order is one here, so there may be more than an order's line holds.
    quantity: Joi.number().integer().min(1).required(),
  });

const shippedLine = () =>
  shape<ShippedLine>({ sku: id().required(), quantity: Joi.number().integer().min(1).required() });

const shipmentSchema = shape<Shipment>({
  id: id().required(),
  carrier: text(100).required(),
  tracking: text(200),
  lines: Joi.array().items(shippedLine()).required(),
  shippedAt: instant().required(),
  deliveredAt: instant(),
});

export const fulfilmentSchema = shape<Fulfilment>({
  id: id().required(),
  orderId: id().required(),
  orderNumber: text(100).required(),
  vendorId: id().required(),
  status: status().required(),
  shippingAddress: address().required(),
  lines: Joi.array().items(line()).required(),
  shipments: Joi.array().items(shipmentSchema).required(),
  openedAt: instant().required(),
});

export const statusSchema = () => shape<{ status: FulfilmentStatus }>({ status: status().required() });
export const byId = () => shape<{ id: string }>({ id: id().required() });
