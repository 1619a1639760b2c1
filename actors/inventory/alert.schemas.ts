import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { id, shape } from '../runtime/schemas.ts';
import type { InventoryActions } from './contract.ts';
import { shirt, sku } from './examples.schemas.ts';
import { below, stockSchema } from './stock.schemas.ts';

/** When people want to hear that something is running out. */
export const alertActions: Pick<Contract<InventoryActions>['actions'], 'inventory.setAlert'> = {
  'inventory.setAlert': {
    summary: 'Says below how many units a sku is running out, and whether whoever asks is written to then',
    rest: 'PUT /inventory/{sku}/alert',
    access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller'] },
    params: shape<InventoryActions['inventory.setAlert']['params']>({
      sku: id().required(),
      below: below().required(),
      mail: Joi.boolean(),
    }),
    result: stockSchema,
    example: { params: { sku, below: 3 }, result: { ...shirt, alert: { below: 3, mailTo: [] } } },
    refusals: ['UNKNOWN_SKU'],
  },
};
