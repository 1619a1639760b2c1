import type { ParamsOf } from '../registry.ts';
import { deriveId } from '../runtime/ids.ts';
import { mailClaimOf } from './account.ts';
import type { Account } from './contract.ts';
import { type CustomersCtx, type CustomersParts, hashFor, self } from './parts.service.ts';
import { nobodysHash } from './passwords.adapter.ts';
import { refusal } from './refusals.service.ts';
import { accountTried, counted } from './tries.service.ts';

type Nothing = Record<string, never>;

/**
 * A new password needs the present one. A retry finds its own password set already, which is the same hash, so that it
 * is answered as the first try was.
 */
export const changeMe =
  (parts: CustomersParts) =>
  async (
    { name, password, currentPassword = '' }: ParamsOf<'customers.changeMe'>,
    ctx: CustomersCtx,
  ): Promise<Account> => {
    const id = self(undefined, ctx);
    const renamed = { id, ...(name !== undefined && { name }) };
    if (password === undefined) return ctx.call('customers.change', renamed);
    const passwordHash = await hashFor(parts, ctx, id, password);
    const known = await ctx.call('customers.credentials', { id });
    if (known.passwordHash === passwordHash) return ctx.call('customers.account', { id });
    await counted(parts.throttle, ctx.tenantId, [accountTried(id)], async () => {
      const isRight = await parts.passwords.verify(known.passwordHash ?? nobodysHash, currentPassword);
      return isRight ? known : undefined;
    });
    return ctx.call('customers.change', { ...renamed, passwordHash, epoch: known.epoch });
  };

/** An unknown mail address leads to an account that nobody opened: the same steps, the same time, the same answer. */
export async function forgotPassword(
  { email }: ParamsOf<'customers.forgotPassword'>,
  ctx: CustomersCtx,
): Promise<Nothing> {
  const mailClaim = mailClaimOf(email);
  const { owner } = await ctx.call('claims.owner', { kind: 'mail', value: mailClaim });
  return ctx.call('customers.askReset', { id: owner ?? deriveId('acc', mailClaim) });
}

export const resetPassword =
  (parts: CustomersParts) =>
  async ({ token, password }: ParamsOf<'customers.resetPassword'>, ctx: CustomersCtx): Promise<Nothing> => {
    const [id, resetId] = parts.tokens.open('passwordReset', ctx.tenantId, token) ?? [];
    if (id === undefined || resetId === undefined) throw refusal('RESET_EXPIRED');
    const passwordHash = await hashFor(parts, ctx, id, password);
    return ctx.call('customers.setPassword', { id, resetId, passwordHash });
  };
