import { type Caller, mayAll, type Owner, refuseStranger } from './caller.ts';
import type { Served } from './domains.ts';
import type { Guard } from './partition/work.ts';
import type { About } from './service.ts';

type OwnerOf = ((state: never, params: never, about: About) => Owner | undefined) | undefined;

/** Who may do this only to what is their own is looked at beside the actor, whose state tells whose it is. */
export function guardOf(served: Served, caller: Caller, params: unknown, owner: OwnerOf): { readonly guard?: Guard } {
  const { access } = served.contract;
  if (mayAll(access, caller)) return {};
  return {
    guard: (state, about) => refuseStranger(access, caller, owner?.(state, params as never, about)),
  };
}
