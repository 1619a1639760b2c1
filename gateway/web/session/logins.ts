export type Credentials = { readonly email: string; readonly password: string };

const roles = ['operator', 'analyst', 'ops'] as const;

export type ShownRole = (typeof roles)[number] | 'vendor' | 'shopper';

type Login = { readonly email: string; readonly roles: readonly string[] };

/** What a demo login is for. Who sells has no role in the tenant, only in a shop: its address says so. */
export const roleOf = ({ email, roles: given }: Login): ShownRole =>
  roles.find((role) => given.includes(role)) ?? (email.startsWith('vendor@') ? 'vendor' : 'shopper');
