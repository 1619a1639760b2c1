import Joi from 'joi';
import type { StaffRole, TenantRole } from '../runtime/contract.ts';
import { email, id, instant, shape, text } from '../runtime/schemas.ts';
import type { Account, Address, SavedAddress, Session } from './contract.ts';

/** The words of this area. */
export const tenantRoles: readonly TenantRole[] = ['operator', 'analyst', 'ops', 'platform'];
export const staffRoles: readonly StaffRole[] = ['owner', 'manager', 'fulfiller', 'viewer'];

export const newPassword = () => Joi.string().min(8).max(200);
export const anyPassword = () => Joi.string().min(1).max(200);
export const generation = () => Joi.number().integer().min(1);
export const epoch = () => Joi.number().integer().min(0);
export const name = () => text(120);
export const roles = () =>
  Joi.array()
    .items(Joi.string().valid(...tenantRoles))
    .unique()
    .max(tenantRoles.length);
export const staffRole = () => Joi.string().valid(...staffRoles);
export const argon2Hash = () => Joi.string().max(200);

export const byId = () => shape<{ id: string }>({ id: id().required() });

export const addressFields = {
  name: text(120),
  line1: text(200),
  line2: text(200),
  city: text(100),
  region: text(100),
  postcode: text(20),
  country: Joi.string().pattern(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 country'),
  phone: text(40),
};

const wholeAddress = {
  ...addressFields,
  name: addressFields.name.required(),
  line1: addressFields.line1.required(),
  city: addressFields.city.required(),
  postcode: addressFields.postcode.required(),
  country: addressFields.country.required(),
};

export const addressSchema = shape<Address>(wholeAddress);
export const savedAddressSchema = shape<SavedAddress>({ ...wholeAddress, id: id().required() });

const account = {
  id: id().required(),
  email: email().allow(null).required(),
  name: name().allow(null).required(),
  roles: roles().required(),
  staff: Joi.object().pattern(id(), staffRole()).required(),
  createdAt: instant().required(),
};

export const accountSchema = shape<Account>(account);

export const sessionSchema = shape<Session>({
  sessionId: id().required(),
  generation: generation().required(),
  account: accountSchema.required(),
});

export const ann: Account = {
  id: 'acc_4k1v9q0m2x7c8r5t6w3z',
  email: 'ann@example.org',
  name: 'Ann Archer',
  roles: [],
  staff: {},
  createdAt: '2026-11-22T09:00:00.000Z',
};

export const annAtHome: Address = {
  name: 'Ann Archer',
  line1: '1 Mill Lane',
  city: 'York',
  postcode: 'YO1 7HH',
  country: 'GB',
};

export const annsSession: Session = { sessionId: 'ses_7m2k4q9x1c5v8b3n6r0t', generation: 1, account: ann };
