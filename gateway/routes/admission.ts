import { type Caller, refuseOutright } from '../../actors/runtime/caller.ts';
import type { Identity } from '../identity/identify.ts';
import { asSoukError } from '../problem.ts';
import type { Route } from './routes.ts';

/** What could never be allowed to this caller is refused before its body is read, by the rule of the runtime. */
export async function admit(identity: Identity, { contract }: Route): Promise<Identity> {
  const caller = await asCaller(identity, (one) => {
    const refusal = refuseOutright(contract.access, one);
    return refusal ? Promise.reject(refusal) : Promise.resolve(one);
  });
  return { ...identity, caller };
}

/** A caller refused by what we remembered of its roles is read again: an approval counts at once. */
export async function asCaller<Result>(
  { caller, reread }: Identity,
  attempt: (caller: Caller) => Promise<Result>,
): Promise<Result> {
  try {
    return await attempt(caller);
  } catch (error) {
    if (!reread || !isDenied(error)) throw error;
    const now = await reread();
    if (JSON.stringify(now) === JSON.stringify(caller)) throw error;
    return attempt(now);
  }
}

const isDenied = (error: unknown): boolean => ['Forbidden', 'NotFound'].includes(asSoukError(error).class);
