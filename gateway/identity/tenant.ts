import { notFound } from '../../actors/runtime/errors.ts';
import { gatewayError } from '../codes.ts';

/** Where Souk is reached: `acme.<base domain>` is the tenant `acme`, and so is `acme.localhost`. */
export type Addressing = { readonly baseDomain?: string | undefined; readonly defaultTenant: string };

const tenantPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The tenant a host names by its first label; an address, the bare base domain or a foreign name says nothing. */
export function tenantOfHost(host: string | undefined, { baseDomain }: Addressing): string | undefined {
  if (host === undefined) return undefined;
  const name = host.toLowerCase().replace(/:\d+$/, '');
  const base = ['localhost', baseDomain?.toLowerCase()].find((domain) => domain && name.endsWith(`.${domain}`));
  return base === undefined ? undefined : name.slice(0, -base.length - 1);
}

export type Claim = {
  readonly token?: string | undefined;
  readonly host?: string | undefined;
  readonly header?: string | undefined;
};

/** The one place where a tenant is believed. Two that differ are nobody's: 404. */
export function believeTenant({ token, host, header }: Claim, addressing: Addressing): string {
  const named = [token, tenantOfHost(host, addressing), header].filter((name) => name !== undefined);
  const [first = addressing.defaultTenant] = named;
  if (named.some((name) => name !== first)) throw notFound('tenant');
  if (!tenantPattern.test(first)) throw gatewayError('UNKNOWN_TENANT');
  return first;
}
