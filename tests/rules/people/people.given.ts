import { afterEach } from '@jest/globals';
import { claims } from '../../../actors/claims/claims.service.ts';
import { accountFlow } from '../../../actors/customers/account.flow.ts';
import { accountList } from '../../../actors/customers/account.view.ts';
import type { AccountEvent } from '../../../actors/customers/contract.ts';
import { customers } from '../../../actors/customers/customers.service.ts';
import type { Passwords } from '../../../actors/customers/passwords.adapter.ts';
import type { ActionName, Events, ParamsOf, ResultOf } from '../../../actors/registry.ts';
import { anyone, type Caller, internalCaller } from '../../../actors/runtime/caller.ts';
import { memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { ActorNode } from '../../../actors/runtime/node.ts';
import { memoryRows } from '../../../actors/runtime/rows/memory.ts';
import { memoryThrottle } from '../../../actors/runtime/throttle.ts';
import type { Tokens } from '../../../actors/runtime/tokens.ts';
import { memoryVault } from '../../../actors/runtime/vault/memory.ts';
import { viewOf } from '../../../actors/runtime/view.ts';
import { realWorld } from '../../../actors/runtime/world.ts';
import { tenantDirectory } from '../../../actors/tenants/tenant.view.ts';
import { tenants } from '../../../actors/tenants/tenants.service.ts';
import { vendorFlow } from '../../../actors/vendors/vendor.flow.ts';
import { vendorList } from '../../../actors/vendors/vendor.view.ts';
import { vendors } from '../../../actors/vendors/vendors.service.ts';
import { personOf } from '../../../tenants/isolation.ts';

/** Quick, and otherwise like the real ones. */
const passwords: Passwords = {
  hash: async (password, salt) => `${Buffer.from(salt).toString('hex')}:${password}`,
  verify: async (hash, password) => hash.split(':')[1] === password,
};

const tokens: Tokens = {
  make: (...parts) => JSON.stringify(parts),
  open: (kind, tenantId, token) => {
    const [ofKind, ofTenant, ...ids] = JSON.parse(token) as string[];
    return ofKind === kind && ofTenant === tenantId ? ids : undefined;
  },
};

export type Options = { readonly tenantId?: string; readonly caller?: Caller; readonly commandId?: string };

const running: ActorNode[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((node) => node.drain()));
});

/** Tenants, customers, vendors and claims on one node in memory, with their flows and views. */
export async function startPeople() {
  const vault = memoryVault();
  const journal = memoryJournal();
  const forget = (tenantId: string, person: string) => vault.forget(personOf(tenantId, person));
  const parts = { passwords, tokens, forget, throttle: memoryThrottle(realWorld.now) };
  const mailed: AccountEvent[] = [];
  const mails = viewOf<Events>()({
    name: 'mails',
    version: 1,
    indexes: {},
    on: {
      'customers.resetAsked': (event) => {
        mailed.push(event);
        return [];
      },
    },
  });
  const node = new ActorNode({
    nodeId: 'test',
    world: realWorld,
    journal,
    rows: memoryRows(),
    vault,
    services: [claims, tenants, customers(parts), vendors(parts)],
    views: [accountList, tenantDirectory, vendorList, mails],
    flows: [accountFlow, vendorFlow],
    limits: { partitions: 4, mailboxLimit: 100, actorsInMemory: 100, waitMs: 5_000 },
  });
  await node.start();
  running.push(node);
  let calls = 0;
  const call = async <Name extends ActionName>(
    name: Name,
    params: ParamsOf<Name>,
    { tenantId = 'acme', caller = anyone, commandId }: Options = {},
  ): Promise<ResultOf<Name>> => {
    calls += 1;
    const about = { tenantId, caller, commandId: commandId ?? `command${calls}`, traceId: 'trace', deadlineMs: 10_000 };
    return (await node.perform(name, params, about)).result as ResultOf<Name>;
  };
  /** The code of the refusal, or `fine`. */
  const codeOf = <Name extends ActionName>(...asked: Parameters<typeof call<Name>>): Promise<string> =>
    call(...asked).then(
      () => 'fine',
      (error) => error.type,
    );
  /** The account as the gateway would know it now. */
  const as = async (id: string, tenantId = 'acme'): Promise<{ caller: Caller; tenantId: string }> => {
    const { roles, staff } = await call('customers.account', { id }, { tenantId, caller: internalCaller });
    return { tenantId, caller: { kind: 'account', accountId: id, roles, staff } };
  };
  /** Everything that was ever written. */
  const written = async (): Promise<string> => {
    const batches = await Promise.all((await journal.names()).map((name) => journal.read(name, 0, 1e9)));
    return batches
      .flat()
      .map(({ bytes }) => Buffer.from(bytes).toString())
      .join('');
  };
  return { node, vault, call, codeOf, as, mailed, tokens, written };
}

export const internally = { caller: internalCaller };
export const operator = {
  caller: { kind: 'account', accountId: 'acc_operator', roles: ['operator'], staff: {} } satisfies Caller,
};
export const ann = { email: 'ann@example.org', password: 'correct horse', name: 'Ann' };
export const bob = { email: 'bob@example.org', password: 'battery staple' };
