import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { handle, id, instant, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import type { Shop, VendorsActions } from './contract.ts';
import { description, northWind, vendorName } from './vendor.schemas.ts';

type ShopActions = Pick<VendorsActions, 'vendors.shop' | 'vendors.shops'>;

const shopSchema = shape<Shop>({
  id: id().required(),
  name: vendorName().required(),
  handle: handle().required(),
  description: description().required(),
  createdAt: instant().required(),
});

const { status: _, ...shop } = northWind;

/** What anybody may know of who sells here. */
export const shopActions: Contract<ShopActions>['actions'] = {
  'vendors.shops': {
    summary: 'Who sells here, newest first',
    rest: 'GET /shops',
    access: { all: ['anyone'] },
    params: shape<ShopActions['vendors.shops']['params']>(pageParams),
    result: pageOf(shopSchema),
    example: { params: { limit: 1 }, result: { items: [shop] } },
  },
  'vendors.shop': {
    summary: 'The shop of a vendor, by its id or handle',
    rest: 'GET /shops/{idOrHandle}',
    access: { all: ['anyone'] },
    params: shape<ShopActions['vendors.shop']['params']>({
      idOrHandle: Joi.string().trim().lowercase().min(1).max(128).required(),
    }),
    result: shopSchema,
    example: { params: { idOrHandle: 'north-wind' }, result: shop },
  },
};
