import type { ParamsOf } from '../registry.ts';
import { deriveId } from '../runtime/ids.ts';
import { mailClaimOf } from './account.ts';
import type { Session } from './contract.ts';
import { openAccount } from './opening.service.ts';
import type { CustomersCtx, CustomersParts } from './parts.service.ts';
import { nobodysHash } from './passwords.adapter.ts';
import { refusal } from './refusals.service.ts';
import { accountTried, addressTried, counted } from './tries.service.ts';

/** A proven account, and its count of ended sessions when it was proved. */
type Proof = { readonly accountId: string; readonly epoch: number };

async function beginSession({ accountId, epoch }: Proof, ctx: CustomersCtx): Promise<Session> {
  const account = await ctx.call('customers.account', { id: accountId });
  const sessionId = ctx.newId('ses');
  const { generation } = await ctx.call('customers.beginSession', { id: sessionId, accountId, epoch });
  return { sessionId, generation, account };
}

export const register =
  (parts: CustomersParts) =>
  async (asked: ParamsOf<'customers.register'>, ctx: CustomersCtx): Promise<Session> => {
    const accountId = await openAccount(parts, { ...asked, roles: [] }, ctx);
    if (accountId === undefined) throw refusal('MAIL_TAKEN');
    return beginSession({ accountId, epoch: 0 }, ctx);
  };

/** An unknown mail address goes the same way as a wrong password, and takes as long. */
async function prove(
  { passwords }: CustomersParts,
  mailClaim: string,
  password: string,
  ctx: CustomersCtx,
): Promise<Proof | undefined> {
  const { owner } = await ctx.call('claims.owner', { kind: 'mail', value: mailClaim });
  const accountId = owner ?? deriveId('acc', mailClaim);
  const { active, epoch, passwordHash } = await ctx.call('customers.credentials', { id: accountId });
  const isRight = await passwords.verify(passwordHash ?? nobodysHash, password);
  return isRight && active && passwordHash !== undefined ? { accountId, epoch } : undefined;
}

export const logIn =
  (parts: CustomersParts) =>
  async ({ email, password, address }: ParamsOf<'customers.logIn'>, ctx: CustomersCtx): Promise<Session> => {
    const mailClaim = mailClaimOf(email);
    const tried = [...(address ? [addressTried(address)] : []), accountTried(mailClaim)];
    const proof = await counted(parts.throttle, ctx.tenantId, tried, () => prove(parts, mailClaim, password, ctx));
    return beginSession(proof, ctx);
  };

/** The account is looked at last: what ended its sessions a moment ago counts. */
export async function refresh(
  { sessionId, generation: used }: ParamsOf<'customers.refresh'>,
  ctx: CustomersCtx,
): Promise<Session> {
  const { accountId, epoch, generation, reused } = await ctx.call('customers.rotate', {
    id: sessionId,
    generation: used,
  });
  if (reused) throw refusal('SESSION_REUSED');
  const credentials = await ctx.call('customers.credentials', { id: accountId });
  if (!credentials.active || credentials.epoch !== epoch) throw refusal('SESSION_ENDED');
  return { sessionId, generation, account: await ctx.call('customers.account', { id: accountId }) };
}
