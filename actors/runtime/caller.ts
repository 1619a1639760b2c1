import type { Access, Role, StaffRole, TenantRole } from './contract.ts';
import { notFound, runtimeError, type SoukError } from './errors.ts';

/** Who asks. It travels in headers beside the tenant; only the gateway and the runtime itself make one. */
export type Caller = {
  readonly kind: 'anyone' | 'account' | 'internal';
  readonly accountId?: string;
  readonly roles: readonly TenantRole[];
  /** Vendor id -> role in its shop. */
  readonly staff: Readonly<Record<string, StaffRole>>;
  /** The one cart or order whose secret a guest has shown: `cart:<id>` or `order:<id>`. */
  readonly guestOf?: string;
};

export const anyone: Caller = { kind: 'anyone', roles: [], staff: {} };
export const internalCaller: Caller = { kind: 'internal', roles: [], staff: {} };

/** To whom a thing belongs. `guest` names it as a guest's secret does. */
export type Owner = {
  readonly customerId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly guest?: string | undefined;
};

/** Who did it, as a timeline shows it. */
export function nameOf(caller: Caller): string {
  if (caller.kind === 'internal') return 'souk';
  return caller.accountId ?? (caller.guestOf ? 'guest' : 'anyone');
}

const hasRole = (caller: Caller, role: Role): boolean => {
  if (role === 'anyone') return true;
  if (role === 'shopper') return caller.kind === 'account';
  return caller.roles.includes(role as TenantRole);
};

export const mayAll = (access: Access, caller: Caller): boolean =>
  caller.kind === 'internal' || (access.all ?? []).some((role) => hasRole(caller, role));

const ownsAs = (caller: Caller, owner: Owner, role: Role): boolean => {
  if (role === 'shopper') return caller.accountId !== undefined && caller.accountId === owner.customerId;
  if (role === 'guest') return caller.guestOf !== undefined && caller.guestOf === owner.guest;
  return owner.vendorId !== undefined && caller.staff[owner.vendorId] === role;
};

const mayOwn = (access: Access, caller: Caller, owner: Owner): boolean =>
  (access.own ?? []).some((role) => ownsAs(caller, owner, role));

const asksLogin = (access: Access): boolean => !access.own?.includes('guest');

/** A caller with no way to any `own` thing, told so before anything is read. */
export function refuseOutright(access: Access, caller: Caller): SoukError | undefined {
  if (mayAll(access, caller)) return undefined;
  if (caller.kind === 'anyone' && !caller.guestOf && asksLogin(access) && isPublicAtAll(access)) {
    return runtimeError('UNAUTHENTICATED');
  }
  return access.own?.length ? undefined : refusalFor(caller, access);
}

/** Actions for other actors only do not exist for anybody else. */
const isPublicAtAll = (access: Access): boolean => (access.all?.length ?? 0) + (access.own?.length ?? 0) > 0;

const refusalFor = (caller: Caller, access: Access): SoukError => {
  if (!isPublicAtAll(access)) return notFound('action');
  return caller.kind === 'anyone' ? runtimeError('UNAUTHENTICATED') : runtimeError('FORBIDDEN');
};

/** The one place where ownership is enforced. A stranger sees 404: a thing's existence is its owner's matter. */
export function refuseStranger(access: Access, caller: Caller, owner: Owner | undefined): SoukError | undefined {
  if (mayAll(access, caller)) return undefined;
  if (!owner) return notFound('thing');
  if (mayOwn(access, caller, owner)) return undefined;
  const colleague = owner.vendorId !== undefined && caller.staff[owner.vendorId] !== undefined;
  return colleague ? runtimeError('FORBIDDEN') : notFound('thing');
}
