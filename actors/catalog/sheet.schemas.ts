import Joi from 'joi';
import { id, instant, shape } from '../runtime/schemas.ts';
import type { ChangedRow, CreatedRow, RefusedRow, Sheet, SheetRow } from './contract.ts';
import { changeProductSchema, newProductSchema } from './product.schemas.ts';
import { longestSheet } from './sheets.ts';

const count = () => Joi.number().integer().min(0).max(longestSheet).required();
const line = () => Joi.number().integer().min(1).max(10_000_000).required();

export const createdRow = () => shape<CreatedRow>({ line: line(), product: newProductSchema.required() });
export const changedRow = () => shape<ChangedRow>({ line: line(), change: changeProductSchema.required() });
export const sheetRow = () => Joi.alternatives<SheetRow>().try(createdRow(), changedRow());
export const refusedRow = () =>
  shape<RefusedRow>({ line: line(), code: Joi.string().max(60).required(), detail: Joi.string().max(500).required() });
export const from = count;

export const sheetSchema = () =>
  shape<Sheet>({
    id: id().required(),
    status: Joi.string().valid('running', 'done').required(),
    askedAt: instant().required(),
    rows: count(),
    taken: count(),
    refused: Joi.array().items(refusedRow()).required(),
  });
