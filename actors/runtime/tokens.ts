/**
 * `guest` secrets of a cart or an order, refresh tokens and the tokens in mails: whoever holds one knows the ids it is
 * made of, and that Souk made it for this tenant and this purpose.
 */
export type TokenKind = 'cart' | 'order' | 'refresh' | 'passwordReset' | 'invitation';

export interface Tokens {
  /** The same ids make the same token, so a retried command answers with the token of its first try. */
  make(kind: TokenKind, tenantId: string, ...ids: readonly string[]): string;
  /** The ids it was made of; undefined: not ours, of another kind or of another tenant. */
  open(kind: TokenKind, tenantId: string, token: string): readonly string[] | undefined;
}
