import { type Context, ServiceBroker, type ServiceSchema } from 'moleculer';
import type { ActionName, ParamsOf } from '../../../actors/registry.ts';
import { refuseOutright } from '../../../actors/runtime/caller.ts';
import { notFound, SoukError } from '../../../actors/runtime/errors.ts';
import { type AnswerMeta, type CallHeaders, readHeaders } from '../../../actors/runtime/headers.ts';
import { checkParams } from '../../../actors/runtime/params.ts';
import type { AnyContract } from '../../../gateway/routes/routes.ts';

export type Call = { readonly action: string; readonly params: Record<string, unknown>; readonly headers: CallHeaders };

/** What a fake actor does: gets params and headers, may say in `meta` where its answer comes from. */
export type Fakes = {
  readonly [Name in ActionName]?: (params: ParamsOf<Name>, about: CallHeaders, meta: AnswerMeta) => unknown;
};
type AnyFake = (params: unknown, about: CallHeaders, meta: AnswerMeta) => unknown;

/** A node that serves contracts with fakes: as the runtime does it parses, looks at who asks, and answers. */
export function fakeNode(contracts: readonly AnyContract[], fakes: Fakes) {
  const calls: Call[] = [];
  const broker = new ServiceBroker({ nodeID: 'fake', logger: false });
  const serve = async (action: string, contract: AnyContract['actions'][string], ctx: Context<unknown, AnswerMeta>) => {
    const headers = readHeaders(ctx.headers);
    const fake = fakes[action as ActionName] as AnyFake | undefined;
    if (!headers || !fake) throw notFound(action);
    const problem = refuseOutright(contract.access, headers.caller);
    if (problem) throw problem;
    const params = checkParams(contract.params, ctx.params);
    calls.push({ action, params: params as Call['params'], headers });
    return fake(params, headers, ctx.meta);
  };
  for (const { area, actions } of contracts) {
    const entries = Object.entries(actions).map(([name, contract]) => [
      name.slice(area.length + 1),
      { handler: (ctx: Context<unknown, AnswerMeta>) => serve(name, contract, ctx) },
    ]);
    broker.createService({ name: area, actions: Object.fromEntries(entries) } as ServiceSchema);
  }
  return { broker, calls };
}

export const rejected = (code: string, data = {}): SoukError => new SoukError('Rejected', code, 'Refused.', data);
