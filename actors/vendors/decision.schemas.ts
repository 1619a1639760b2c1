import type { Contract } from '../runtime/contract.ts';
import { basisPoints, id, shape } from '../runtime/schemas.ts';
import type { Vendor, VendorsActions } from './contract.ts';
import { northWind, reason, vendorSchema } from './vendor.schemas.ts';

type Params<Name extends keyof VendorsActions> = VendorsActions[Name]['params'];

const { id: vendorId } = northWind;
const approved: Vendor = { ...northWind, status: 'approved' };
const withReason = () => shape<{ id: string; reason: string }>({ id: id().required(), reason: reason().required() });

/** What the operator decides. */
export const decisionActions = {
  'vendors.approve': {
    summary: 'Lets the vendor sell: one that applied, or one that was suspended',
    rest: 'POST /vendors/{id}/approve',
    status: 200,
    access: { all: ['operator'] },
    params: shape<Params<'vendors.approve'>>({ id: id().required(), commissionRate: basisPoints() }),
    result: vendorSchema,
    example: {
      params: { id: vendorId, commissionRate: 1_200 },
      result: { ...approved, commissionRate: 1_200 },
    },
    refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS', 'LIMIT_REACHED'],
  },
  'vendors.reject': {
    summary: 'Turns an application down, for good',
    rest: 'POST /vendors/{id}/reject',
    status: 200,
    access: { all: ['operator'] },
    params: withReason(),
    result: vendorSchema,
    example: {
      params: { id: vendorId, reason: 'no licence' },
      result: { ...northWind, status: 'rejected', reason: 'no licence' },
    },
    refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS'],
  },
  'vendors.suspend': {
    summary: 'Stops an approved vendor from selling',
    rest: 'POST /vendors/{id}/suspend',
    status: 200,
    access: { all: ['operator'] },
    params: withReason(),
    result: vendorSchema,
    example: {
      params: { id: vendorId, reason: 'complaints' },
      result: { ...approved, status: 'suspended', reason: 'complaints' },
    },
    refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS'],
  },
  'vendors.setCommission': {
    summary: 'Sets the commission rate of a vendor, for orders from now on',
    rest: 'POST /vendors/{id}/commission',
    status: 200,
    access: { all: ['operator'] },
    params: shape<Params<'vendors.setCommission'>>({
      id: id().required(),
      commissionRate: basisPoints().required(),
    }),
    result: vendorSchema,
    example: { params: { id: vendorId, commissionRate: 800 }, result: { ...approved, commissionRate: 800 } },
    refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS'],
  },
} as const satisfies Partial<Contract<VendorsActions>['actions']>;
