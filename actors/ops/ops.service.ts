import { parseStream } from '../../tenants/isolation.ts';
import { type ResultOf, service, task } from '../registry.ts';
import type { Caller } from '../runtime/caller.ts';
import { notFound } from '../runtime/errors.ts';
import type { Inspector } from '../runtime/inspector.ts';
import { opsContract } from './contract.schemas.ts';
import type { OpsActions } from './contract.ts';
import { type Asking, askAll, askOne, askWhoHas, type Nodes } from './nodes.adapter.ts';
import { mostLetters, ownOps, type Self } from './own.service.ts';
import { requestFigures } from './requests.ts';

const isPlatform = (caller: Caller): boolean => caller.kind === 'internal' || caller.roles.includes('platform');

/** Ops of a tenant see their tenant; the platform's people may name any. */
function tenantFor(caller: Caller, own: string, asked: string | undefined): string {
  if (asked === undefined || asked === own) return own;
  if (!isPlatform(caller)) throw notFound('tenant');
  return asked;
}

/** Nothing for the platform's people, who see all. */
const onlyOf = (caller: Caller, tenantId: string): { readonly tenantId?: string } =>
  isPlatform(caller) ? {} : { tenantId };

const silentIn = (silent: readonly string[]) => (silent.length > 0 ? { silent } : {});

/** What each node says of itself. */
async function ofEach<Name extends 'ops.ownPage' | 'ops.ownHealth' | 'ops.ownFlags'>(
  nodes: Nodes,
  name: Name,
  asking: Asking,
): Promise<{ readonly items: readonly ResultOf<Name>[]; readonly silent?: readonly string[] }> {
  const { answers, silent } = await askAll(nodes, name, {}, asking);
  return { items: answers, ...silentIn(silent) };
}

const byAge = ({ since: one }: { readonly since: string }, { since: other }: { readonly since: string }): number =>
  one < other ? -1 : Number(one > other);

export type OpsParts = {
  readonly inspector: () => Inspector;
  readonly self: Self;
  readonly nodes: () => Nodes;
};

/** Each node knows its own part: whoever is asked asks all of them. */
export const opsService = ({ inspector, self, nodes }: OpsParts) =>
  service<OpsActions>(opsContract, {
    ...ownOps(inspector, self),
    'ops.nodes': task((_, ctx) => ofEach(nodes(), 'ops.ownPage', ctx)),
    'ops.health': task((_, ctx) => ofEach(nodes(), 'ops.ownHealth', ctx)),
    'ops.flags': task((_, ctx) => ofEach(nodes(), 'ops.ownFlags', ctx)),
    'ops.drain': task(({ id }, ctx) => askOne(nodes(), id, 'ops.ownDrain', {}, ctx)),
    'ops.placement': task(async ({ key }, ctx) => {
      const { tenantId, type, id } = parseStream(key.split('/').length === 3 ? key : `${ctx.tenantId}/${key}`);
      return inspector().placement(tenantFor(ctx.caller, ctx.tenantId, tenantId), type, id);
    }),
    'ops.actor': task(({ type, id, tenant, after = 0, limit = 100 }, ctx) => {
      const tenantId = tenantFor(ctx.caller, ctx.tenantId, tenant);
      return askWhoHas(nodes(), 'ops.ownActor', { tenantId, type, id, after, limit }, ctx);
    }),
    'ops.feed': task(async (params, ctx) => {
      const { answers, silent } = await askAll(nodes(), 'ops.ownFeed', params, ctx);
      const waiting = answers.reduce((sum, one) => sum + one.waiting, 0);
      return { consumers: answers.flatMap(({ consumers }) => consumers), waiting, ...silentIn(silent) };
    }),
    'ops.deadLetters': task(async (params, ctx) => {
      const asked = { ...params, ...onlyOf(ctx.caller, ctx.tenantId) };
      const { answers, silent } = await askAll(nodes(), 'ops.ownLetters', asked, ctx);
      const items = answers.flatMap((one) => one.items).sort(byAge);
      const total = answers.reduce((sum, one) => sum + one.total, 0);
      return { items: items.slice(0, mostLetters), total, ...silentIn(silent) };
    }),
    'ops.requests': task(async (_, ctx) => {
      const { answers, silent } = await askAll(nodes(), 'ops.ownRequests', {}, ctx);
      return { items: requestFigures(answers.flatMap(({ items }) => items)), ...silentIn(silent) };
    }),
    'ops.replay': task(({ id }, ctx) =>
      askWhoHas(nodes(), 'ops.ownReplay', { id, ...onlyOf(ctx.caller, ctx.tenantId) }, ctx),
    ),
  });
