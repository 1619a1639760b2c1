import Joi from 'joi';
import type { StaffRole } from '../runtime/contract.ts';
import { basisPoints, email, handle, id, instant, shape, text } from '../runtime/schemas.ts';
import type { Invitation, StaffMember, Vendor, VendorStatus, VendorTerms } from './contract.ts';

/** The words of this area. */
const statuses: readonly VendorStatus[] = ['pending', 'applied', 'approved', 'rejected', 'suspended', 'refused'];
const staffRoles: readonly StaffRole[] = ['owner', 'manager', 'fulfiller', 'viewer'];

export const status = () => Joi.string().valid(...statuses);
export const role = () => Joi.string().valid(...staffRoles);
export const vendorName = () => text(80);
export const description = () => Joi.string().trim().allow('').max(5_000);
export const reason = () => text(500);
export const byId = () => shape<{ id: string }>({ id: id().required() });

export const vendorSchema = shape<Vendor>({
  id: id().required(),
  name: vendorName().required(),
  handle: handle().required(),
  description: description().required(),
  status: status().required(),
  reason: reason(),
  commissionRate: basisPoints(),
  createdAt: instant().required(),
});

export const termsSchema = shape<VendorTerms>({
  vendorId: id().required(),
  status: status().required(),
  name: vendorName().required(),
  commissionRate: basisPoints(),
});

export const memberSchema = shape<StaffMember>({
  accountId: id().required(),
  role: role().required(),
  name: Joi.string(),
});

export const invitationSchema = shape<Invitation>({
  id: id().required(),
  email: email().allow(null).required(),
  role: role().required(),
  expiresAt: instant().required(),
});

export const northWind: Vendor = {
  id: 'ven_7m2k4q9x1c5v8b3n6r0t',
  name: 'North Wind',
  handle: 'north-wind',
  description: 'Knitwear from the islands.',
  status: 'applied',
  createdAt: '2026-11-22T09:00:00.000Z',
};
