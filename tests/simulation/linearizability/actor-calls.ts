import { type Caller, internalCaller, refuseOutright } from '../../../actors/runtime/caller.ts';
import type { Message } from '../../../actors/runtime/decider.ts';
import type { Domains, Served } from '../../../actors/runtime/domains.ts';
import { guardOf } from '../../../actors/runtime/guard.ts';
import { deriveId } from '../../../actors/runtime/ids.ts';
import { checkParams } from '../../../actors/runtime/params.ts';
import type { About } from '../../../actors/runtime/service.ts';
import { parseStream } from '../../../tenants/isolation.ts';
import type { ActorCall, ActorInput } from './actor-model.ts';
import type { Asked, Operation } from './operations.ts';

/** Answers what a handler asks of others before its turn. */
export type Ask = (action: string, params: unknown, tenantId: string) => Promise<unknown>;

type Ctx = {
  readonly tenantId: string;
  readonly commandId: string;
  readonly caller: Caller;
  readonly newId: (prefix: string) => string;
  readonly call: (action: string, params: unknown) => Promise<unknown>;
};

/** What an action's handler says of it; the actor's own files have the types. */
type Spec = {
  readonly command: (params: unknown, ctx: Ctx) => Message | Promise<Message>;
  readonly answer: (state: unknown, params: unknown, about: About) => unknown;
  readonly until?: unknown;
  readonly owner?: Parameters<typeof guardOf>[3];
};

const nobody: Ask = (action) => Promise.reject(new Error(`nobody said what ${action} answers`));

/** What the hosts of these domains would bring before the actors, and answer for them. */
export class ActorCalls {
  readonly #domains: Domains;
  readonly #ask: Ask;

  constructor(domains: Domains, ask = nobody) {
    this.#domains = domains;
    this.#ask = ask;
  }

  /** Whether the answers to tries of it are made anew each time. */
  isRemade(action: string): boolean {
    return this.#spec(this.#served(action)).until !== undefined;
  }

  /** Without those that the host turns away before they come to an actor, whatever is known of them. */
  async of(operations: readonly Operation[]): Promise<readonly ActorCall[]> {
    const made = operations.map(async ({ input, ...when }): Promise<readonly ActorCall[]> => {
      const isAway = when.returned?.output.kind === 'turnedAway';
      const own = await this.#inputOf(input, isAway);
      return own ? [{ ...when, input: own }] : [];
    });
    return (await Promise.all(made)).flat();
  }

  /** A command that an actor may get of its own reminder, at any time or never. */
  reminder(stream: string, command: Message): ActorCall {
    const decider = this.#domains.decider(parseStream(stream).type)?.decider;
    if (!decider) throw new Error(`${stream} is of no actor`);
    const { type: action } = command;
    const asked = { stream, kind: 'command', action, params: {}, commandId: action, who: 'its own reminder' } as const;
    return { input: { ...asked, decider, command }, invokedAt: 0 };
  }

  /** `isAway`: it never came to the rules. */
  async #inputOf(asked: Asked, isAway: boolean): Promise<ActorInput | undefined> {
    const served = this.#served(asked.action);
    const { decider } = served.handler;
    if (!decider) throw new Error(`${asked.action} is of no actor`);
    const params = paramsOf(served, asked);
    if (!params) return undefined;
    const spec = this.#spec(served);
    const answer = (state: unknown, about: About) => spec.answer(state, params, about);
    const own = { ...asked, decider, guard: guarded(served, asked, params, spec) };
    if (asked.kind === 'read') return { ...own, answer };
    if (isAway) return own;
    const command = await spec.command(params, this.#ctxOf(asked));
    return { ...own, command, ...(spec.until === undefined && { answer }) };
  }

  #ctxOf({ stream, commandId, caller = internalCaller }: Asked): Ctx {
    const { tenantId } = parseStream(stream);
    const newId = (prefix: string) => deriveId(prefix, `${tenantId}\n${commandId}\n0`);
    return {
      tenantId,
      commandId,
      caller,
      newId,
      call: (action, params) => this.#ask(action, params, tenantId),
    };
  }

  #served(action: string): Served {
    const served = this.#domains.action(action);
    if (!served) throw new Error(`nobody serves ${action}`);
    return served;
  }

  #spec({ handler }: Served): Spec {
    return handler.spec as Spec;
  }
}

/** As the host looks at who asks. */
function guarded(served: Served, { caller = internalCaller }: Asked, params: unknown, { owner }: Spec) {
  const outright = refuseOutright(served.contract.access, caller)?.type;
  const { guard } = guardOf(served, caller, params, owner);
  return (state: unknown, about: About) => outright ?? guard?.(state as never, about)?.type;
}

function paramsOf({ contract }: Served, { params }: Asked): unknown {
  try {
    return checkParams(contract.params, params);
  } catch {
    return undefined;
  }
}
