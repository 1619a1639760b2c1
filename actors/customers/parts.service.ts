import type { Actions } from '../registry.ts';
import { runtimeError } from '../runtime/errors.ts';
import type { Ctx, Handler } from '../runtime/service.ts';
import type { Throttle } from '../runtime/throttle.ts';
import type { Tokens } from '../runtime/tokens.ts';
import type { CustomersActions } from './contract.ts';
import { type Passwords, saltFrom } from './passwords.adapter.ts';

/** What the composition root gives to this area. */
export type CustomersParts = {
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly tokens: Tokens;
  /** Destroys the key of a person's fields. */
  readonly forget: (tenantId: string, person: string) => Promise<void>;
};

export type CustomersCtx = Ctx<Actions>;

export type CustomersHandlers = {
  readonly [Name in keyof CustomersActions]: Handler<
    CustomersActions[Name]['params'],
    CustomersActions[Name]['result']
  >;
};

/** The account that asks. */
export function self(_: unknown, { caller }: Pick<CustomersCtx, 'caller'>): string {
  if (caller.accountId === undefined) throw runtimeError('UNAUTHENTICATED');
  return caller.accountId;
}

/** A retried command makes the same hash, so that it is the same command. */
export const hashFor = (
  { passwords }: CustomersParts,
  ctx: CustomersCtx,
  accountId: string,
  password: string,
): Promise<string> => passwords.hash(password, saltFrom(ctx.tenantId, ctx.commandId, accountId));
