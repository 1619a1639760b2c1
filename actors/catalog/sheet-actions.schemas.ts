import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, id, shape } from '../runtime/schemas.ts';
import type { Sheet, SheetActions } from './contract.ts';
import { exampleProduct } from './product.schemas.ts';
import { changedRow, createdRow, from, refusedRow, sheetRow, sheetSchema } from './sheet.schemas.ts';
import { longestSheet } from './sheets.ts';

type ParamsOf<Name extends keyof SheetActions> = SheetActions[Name]['params'];
type ResultOf<Name extends keyof SheetActions> = SheetActions[Name]['result'];

const { vendorId, id: productId } = exampleProduct;
const running: Sheet = {
  ...{ id: 'sht_6k2m8c4v1b9n7q3x5z0w', status: 'running', askedAt: '2026-11-22T09:00:00.000Z' },
  ...{ rows: 2, taken: 0, refused: [] },
};
const refusal = { line: 4, code: 'HANDLE_TAKEN', detail: 'Another product or category has this handle.' };
const done: Sheet = { ...running, status: 'done', taken: 2, refused: [refusal] };
const piece = { vendorId: id().required(), id: id().required(), from: from() };
const one = sheetSchema();

/** Many products at once, taken in while nobody waits. */
export const sheetActions: Contract<SheetActions>['actions'] = {
  'catalog.takeSheet': {
    summary: 'Takes many products in, new ones and changes, while nobody waits',
    rest: 'POST /vendors/{id}/sheets',
    status: 202,
    access: { all: ['operator'], own: ['owner', 'manager'] },
    params: shape<ParamsOf<'catalog.takeSheet'>>({
      id: id().required(),
      create: Joi.array().items(createdRow()).max(longestSheet),
      change: Joi.array().items(changedRow()).max(longestSheet),
    }),
    result: one,
    refusals: ['SHEET_EMPTY', 'SHEET_TOO_LONG', 'TOO_MANY_SHEETS'],
    example: {
      params: {
        id: vendorId,
        create: [{ line: 2, product: { vendorId, title: 'Grey shirt', variants: [{ prices: { EUR: 2_900 } }] } }],
        change: [{ line: 4, change: { id: productId, handle: 'red-shirt' } }],
      },
      result: running,
    },
  },
  'catalog.sheets': {
    summary: 'The last sheets of a vendor, the newest first, and how far each is',
    rest: 'GET /vendors/{id}/sheets',
    access: { all: ['operator'], own: ['owner', 'manager'] },
    params: shape<{ id: string }>({ id: id().required() }),
    result: shape<{ items: readonly Sheet[] }>({ items: Joi.array().items(one).required() }),
    example: { params: { id: vendorId }, result: { items: [done] } },
  },
  'catalog.sheetsOf': {
    summary: 'The last sheets of a vendor that is there',
    access: internal,
    params: shape<{ vendorId: string }>({ vendorId: id().required() }),
    result: shape<{ items: readonly Sheet[] }>({ items: Joi.array().items(one).required() }),
  },
  'catalog.runSheet': {
    summary: 'Takes in the next rows of a sheet',
    access: internal,
    params: shape<ParamsOf<'catalog.runSheet'>>(piece),
    result: empty(),
  },
  'catalog.sheetPiece': {
    summary: 'The next rows of a sheet',
    access: internal,
    params: shape<ParamsOf<'catalog.sheetPiece'>>(piece),
    result: shape<ResultOf<'catalog.sheetPiece'>>({ rows: Joi.array().items(sheetRow()).required(), by: id() }),
  },
  'catalog.noteSheet': {
    summary: 'Notes what became of some rows of a sheet',
    access: internal,
    params: shape<ParamsOf<'catalog.noteSheet'>>({
      ...piece,
      count: from(),
      refused: Joi.array().items(refusedRow()).max(longestSheet).required(),
    }),
    result: empty(),
  },
};
