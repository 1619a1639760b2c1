import type { Account } from '../../../actors/customers/contract.ts';

/** Which face somebody works in: where a sign-in leads who was not on the way elsewhere. */
export function homeOf({ roles, staff }: Pick<Account, 'roles' | 'staff'>): string {
  if (roles.includes('operator') || roles.includes('ops')) return '/console';
  if (roles.includes('analyst')) return '/dashboards';
  return Object.keys(staff).length > 0 ? '/vendor' : '/';
}

/** A path of our own pages, and of nobody else's: `//evil.example` is none. */
export const isOwnPath = (path: string | undefined): path is string =>
  path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path);
