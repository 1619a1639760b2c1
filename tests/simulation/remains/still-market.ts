import type { Domains } from '../../../actors/runtime/domains.ts';
import type { About } from '../../../actors/runtime/service.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import type { Ask } from '../linearizability/actor-calls.ts';
import type { Truth } from './truth.ts';

type Read = {
  readonly key: (params: unknown, ctx: unknown) => string;
  readonly answer: (state: unknown, params: unknown, about: About) => unknown;
};

type Task = (params: unknown, ctx: unknown) => Promise<unknown>;

/** Answers what reads and tasks would answer at the end of the run: what nobody changed meanwhile, they always did. */
export function askAtTheEnd(domains: Domains, { stories }: Truth): Ask {
  const ask: Ask = async (action, params, tenantId) => {
    const { handler } = domains.action(action) ?? {};
    if (!handler) throw new Error(`nobody serves ${action}`);
    const ctx = { tenantId, call: (name: string, asked: unknown) => ask(name, asked, tenantId) };
    if (!handler.decider) return (handler.run as Task)(params, ctx);
    const { key, answer } = handler.spec as Read;
    const id = key(params, ctx);
    const state = stories.get(streamOf(tenantId, handler.decider.type, id))?.state ?? handler.decider.initial();
    return answer(state, params, { tenantId, id, version: 0, at: 0 });
  };
  return ask;
}
