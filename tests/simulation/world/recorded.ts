import type { Domains } from '../../../actors/runtime/domains.ts';
import { runtimeCodes, toSoukError } from '../../../actors/runtime/errors.ts';
import type { CallHeaders } from '../../../actors/runtime/headers.ts';
import { deriveId } from '../../../actors/runtime/ids.ts';
import type { Instant } from '../../../actors/runtime/time.ts';
import type { Transport } from '../../../actors/runtime/transport.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import type { CallOutcome, History } from '../history.ts';

type Spec = { readonly key: (params: unknown, ctx: unknown) => string };

/** A transport that writes every call of an actor into the history. */
export function recorded(
  transport: Transport,
  history: History,
  domains: () => Domains,
  who: string,
  now: () => Instant,
): Transport {
  return {
    call: async (action, params, headers) => {
      const actor = actorOf(domains(), action, params, headers);
      if (!actor) return transport.call(action, params, headers);
      const { commandId, caller, deadlineMs } = headers;
      const told = history.begin({ ...actor, action, params, commandId, caller, who, askedAt: now(), deadlineMs });
      try {
        const { result, meta } = await transport.call(action, params, headers);
        told({ kind: 'answered', result, meta });
        return { result, meta };
      } catch (error) {
        told(outcomeOf(error));
        throw error;
      }
    },
  };
}

/** Notes every call that comes to a node, and whether it was turned away there. */
export const noted =
  (perform: Transport['call'], history: History): Transport['call'] =>
  async (action, params, headers) => {
    const copy = history.arrive(action, headers.commandId);
    try {
      return await perform(action, params, headers);
    } catch (error) {
      if (outcomeOf(error).kind === 'turnedAway') copy.turnedAway();
      throw error;
    }
  };

/** Undefined: a call of no actor, or one that its params do not name. */
function actorOf(domains: Domains, action: string, params: unknown, { tenantId, caller, commandId }: CallHeaders) {
  const { decider, kind, spec } = domains.action(action)?.handler ?? {};
  if (!decider || !kind || kind === 'task') return undefined;
  const newId = (prefix: string) => deriveId(prefix, `${tenantId}\n${commandId}\n0`);
  try {
    const id = (spec as Spec).key(params, { tenantId, caller, commandId, newId });
    return { stream: streamOf(tenantId, decider.type, id), kind };
  } catch {
    return undefined;
  }
}

/** What a retry may still do, or what an earlier try may have done, is unknown. */
export function outcomeOf(thrown: unknown): CallOutcome {
  const { retryable, type: code, data: details, class: errorClass } = toSoukError(thrown);
  if (retryable || errorClass === 'Internal') return { kind: 'unknown', code };
  return code in runtimeCodes ? { kind: 'turnedAway', code } : { kind: 'refused', code, details };
}
