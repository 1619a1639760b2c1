import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, handle, id, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import { vendorsCodes } from './codes.schemas.ts';
import { type OpenVendor, type VendorsActions, type VendorTerms, vendorPersonal } from './contract.ts';
import { decisionActions } from './decision.schemas.ts';
import { shopActions } from './shop.schemas.ts';
import { staffActions } from './staff.schemas.ts';
import { byId, description, northWind, status, termsSchema, vendorName, vendorSchema } from './vendor.schemas.ts';

type Params<Name extends keyof VendorsActions> = VendorsActions[Name]['params'];

const { id: vendorId } = northWind;
const ofHandle = () => shape<Params<'vendors.acceptHandle'>>({ id: id().required(), handle: handle().required() });

export const vendorsContract: Contract<VendorsActions> = {
  area: 'vendors',
  codes: vendorsCodes,
  personal: { vendor: vendorPersonal },
  actions: {
    ...decisionActions,
    ...staffActions,
    ...shopActions,
    'vendors.apply': {
      summary: 'Applies to sell in this tenant; whoever applies becomes the owner',
      rest: 'POST /vendors',
      status: 201,
      waits: true,
      access: { all: ['shopper'] },
      params: shape<Params<'vendors.apply'>>({
        name: vendorName().required(),
        handle: handle(),
        description: description(),
      }),
      result: vendorSchema,
      example: { params: { name: 'North Wind', description: 'Knitwear from the islands.' }, result: northWind },
      refusals: ['LIMIT_REACHED', 'VENDOR_HANDLE_TAKEN'],
    },
    'vendors.get': {
      summary: 'One vendor: an approved one for anybody, any for its staff and the operator',
      rest: 'GET /vendors/{id}',
      access: { all: ['anyone'] },
      params: byId(),
      result: vendorSchema,
      example: { params: { id: vendorId }, result: { ...northWind, status: 'approved' } },
    },
    'vendors.list': {
      summary: 'Vendors of the tenant, newest first',
      rest: 'GET /vendors',
      access: { all: ['operator'] },
      params: shape<Params<'vendors.list'>>({ ...pageParams, status: status() }),
      result: pageOf(vendorSchema),
      example: { params: { status: 'applied', limit: 1 }, result: { items: [northWind] } },
    },
    'vendors.change': {
      summary: 'Changes name or description of the vendor',
      rest: 'PATCH /vendors/{id}',
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: shape<Params<'vendors.change'>>({
        id: id().required(),
        name: vendorName(),
        description: description(),
      }),
      result: vendorSchema,
      example: {
        params: { id: vendorId, description: 'Knitwear.' },
        result: { ...northWind, description: 'Knitwear.' },
      },
      refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS'],
    },
    'vendors.open': {
      summary: 'Opens a vendor that waits for its handle',
      access: internal,
      params: shape<OpenVendor>({
        id: id().required(),
        name: vendorName().required(),
        handle: handle().required(),
        fallback: handle(),
        description: description().required(),
        ownerId: id().required(),
        approved: Joi.boolean(),
      }),
      result: vendorSchema,
      refusals: ['VENDOR_EXISTS', 'VENDOR_HANDLE_TAKEN'],
    },
    'vendors.acceptHandle': {
      summary: "The handle is the vendor's own",
      access: internal,
      params: ofHandle(),
      result: empty(),
    },
    'vendors.refuseHandle': {
      summary: 'Another vendor has the handle',
      access: internal,
      params: ofHandle(),
      result: empty(),
    },
    'vendors.whole': { summary: 'All of a vendor', access: internal, params: byId(), result: vendorSchema },
    'vendors.terms': {
      summary: 'What an order must know of its vendors; those that do not exist are left out',
      access: internal,
      params: shape<Params<'vendors.terms'>>({ vendorIds: Joi.array().items(id()).max(2_000).required() }),
      result: shape<{ vendors: readonly VendorTerms[] }>({ vendors: Joi.array().items(termsSchema).required() }),
    },
    'vendors.termsOf': {
      summary: 'The same of one vendor',
      access: internal,
      params: byId(),
      result: shape<{ terms?: VendorTerms }>({ terms: termsSchema }),
    },
  },
};
