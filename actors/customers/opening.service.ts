import type { ParamsOf } from '../registry.ts';
import type { TenantRole } from '../runtime/contract.ts';
import { mailClaimOf } from './account.ts';
import type { Account } from './contract.ts';
import { type CustomersCtx, type CustomersParts, hashFor } from './parts.service.ts';
import { refusal } from './refusals.service.ts';

type Opening = ParamsOf<'customers.provision'>;

const ownerOf = async (email: string, ctx: CustomersCtx): Promise<string | undefined> =>
  (await ctx.call('claims.owner', { kind: 'mail', value: mailClaimOf(email) })).owner;

/** Whether the account has its mail address; a claim that is still under way is no answer. */
async function isActive(id: string, ctx: CustomersCtx): Promise<boolean> {
  const { status } = await ctx.call('customers.decided', { id });
  if (status === 'pending') throw refusal('ACCOUNT_UNDECIDED');
  return status === 'active';
}

/** Undefined: somebody else has the mail address. Looking first spares the hash, and an account for nothing. */
export async function openAccount(
  parts: CustomersParts,
  { email, password, name, roles }: Opening,
  ctx: CustomersCtx,
): Promise<string | undefined> {
  const id = ctx.newId('acc');
  const owner = await ownerOf(email, ctx);
  if (owner !== undefined && owner !== id) return undefined;
  const passwordHash = await hashFor(parts, ctx, id, password);
  await ctx.call('customers.openAccount', { id, email, passwordHash, roles, ...(name !== undefined && { name }) });
  return (await isActive(id, ctx)) ? id : undefined;
}

function refuseForeignRoles(roles: readonly TenantRole[], { tenantId }: CustomersCtx): void {
  if (roles.includes('platform') && tenantId !== 'platform') throw refusal('PLATFORM_ONLY');
}

/** One mail address, one account: whoever has it already gets the roles it lacks. */
export const provision =
  (parts: CustomersParts) =>
  async (asked: Opening, ctx: CustomersCtx): Promise<Account> => {
    refuseForeignRoles(asked.roles, ctx);
    const id = (await openAccount(parts, asked, ctx)) ?? (await ownerOf(asked.email, ctx));
    if (id === undefined || !(await isActive(id, ctx))) throw refusal('ACCOUNT_UNDECIDED');
    return ctx.call('customers.grantRoles', { id, roles: asked.roles });
  };
