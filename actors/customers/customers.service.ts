import { service, task } from '../registry.ts';
import type { AnyService } from '../runtime/service.ts';
import { accountList, accountOf } from './account.view.ts';
import { accountHandlers } from './accounts.service.ts';
import { addressHandlers } from './addresses.service.ts';
import { customersContract } from './contract.schemas.ts';
import type { CustomersActions } from './contract.ts';
import { provision } from './opening.service.ts';
import type { CustomersParts } from './parts.service.ts';
import { changeMe, forgotPassword, resetPassword } from './recovery.service.ts';
import { sessionHandlers } from './sessions.service.ts';
import { logIn, refresh, register } from './sign-in.service.ts';

/** Accounts and sessions, with the passwords, tokens and keys of this installation. */
export const customers = (parts: CustomersParts): AnyService =>
  service<CustomersActions>(customersContract, {
    ...accountHandlers,
    ...addressHandlers,
    ...sessionHandlers,
    'customers.register': task(register(parts)),
    'customers.logIn': task(logIn(parts)),
    'customers.refresh': task(refresh),
    'customers.changeMe': task(changeMe(parts)),
    'customers.forgotPassword': task(forgotPassword),
    'customers.resetPassword': task(resetPassword(parts)),
    'customers.provision': task(provision(parts)),
    'customers.list': task(async ({ email, limit = 20, cursor }, ctx) => {
      const page = await ctx.find(accountList, {
        index: email === undefined ? 'byAge' : 'byEmail',
        where: [ctx.tenantId, 1, ...(email === undefined ? [] : [email])],
        descending: true,
        limit,
        ...(cursor && { after: cursor }),
      });
      return { items: page.rows.map(accountOf), ...(page.next && { next: page.next }) };
    }),
    'customers.forgetPerson': task(async ({ id }, ctx) => {
      await parts.forget(ctx.tenantId, id);
      return {};
    }),
  });
