import type { Letter } from './contract.ts';

/** A proof of the ids it is made of, for one purpose in one tenant. */
export type MakeToken = (kind: 'order' | 'invitation' | 'passwordReset', ...ids: readonly string[]) => string;

export type Destination = {
  /** How people reach this install. */
  readonly publicUrl: string;
  readonly tenantId: string;
  readonly token: MakeToken;
};

function placeOf(letter: Letter, token: MakeToken): { readonly path: string; readonly token?: string } {
  switch (letter.kind) {
    case 'invitation': {
      const { vendorId, invitationId } = letter;
      return { path: `/vendors/${vendorId}/invitation`, token: token('invitation', vendorId, invitationId) };
    }
    case 'passwordReset':
      return { path: '/password/reset', token: token('passwordReset', letter.accountId, letter.resetId) };
    case 'alert':
      return { path: '/dashboards/alerts' };
    case 'stockLow':
      return { path: '/vendor/stock' };
    default:
      return { path: `/orders/${letter.orderId}`, token: token('order', letter.orderId) };
  }
}

/** The token is the last thing in the link, so that it is easy to copy. */
export function linkOf(letter: Letter, { publicUrl, tenantId, token }: Destination): string {
  const place = placeOf(letter, token);
  const query = new URLSearchParams({ tenant: tenantId, ...(place.token !== undefined && { token: place.token }) });
  return `${publicUrl.replace(/\/+$/, '')}${place.path}?${query}`;
}
