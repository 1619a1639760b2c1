import type { Account } from '../../../actors/customers/contract.ts';
import type { StaffRole } from '../../../actors/runtime/contract.ts';

/** What of the figures somebody may see: all vendors' or one's own, or how the shop works and nothing else. */
export type Scope =
  | { readonly sees: 'all' }
  | { readonly sees: 'own'; readonly vendors: readonly string[] }
  | { readonly sees: 'operation' }
  | { readonly sees: 'nothing' };

const seesFigures: readonly StaffRole[] = ['owner', 'manager', 'viewer'];

export function scopeOf({ roles, staff }: Pick<Account, 'roles' | 'staff'>): Scope {
  if (roles.includes('operator') || roles.includes('analyst')) return { sees: 'all' };
  const vendors = Object.keys(staff).filter((id) => seesFigures.includes(staff[id] ?? 'fulfiller'));
  if (vendors.length > 0) return { sees: 'own', vendors: vendors.sort() };
  return roles.includes('ops') ? { sees: 'operation' } : { sees: 'nothing' };
}

/** The vendor whose figures are shown; who sees only the own ones sees no others, whatever the address says. */
export function vendorIn(scope: Scope, wished: string | undefined): string | undefined {
  if (scope.sees !== 'own') return wished;
  return scope.vendors.find((id) => id === wished) ?? scope.vendors[0];
}
