import Joi from 'joi';
import { id, shape } from '../runtime/schemas.ts';
import type { Stock, StockAlert } from './contract.ts';

export const units = () => Joi.number().integer().min(0);
export const warehouse = () => id().max(40);

export const below = () => Joi.number().integer().min(0).max(1_000_000);

export const stockSchema = shape<Stock>({
  sku: id().required(),
  vendorId: id().required(),
  held: units().required(),
  promised: units().required(),
  available: units().required(),
  warehouses: Joi.array()
    .items(Joi.object({ warehouse: warehouse().required(), held: units().required(), available: units().required() }))
    .required(),
  alert: shape<StockAlert>({ below: below().required(), mailTo: Joi.array().items(id()).required() }),
});
