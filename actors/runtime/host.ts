import { streamOf } from '../../tenants/isolation.ts';
import { bodyHashOf } from './body-hash.ts';
import { mayAll, nameOf, refuseOutright, refuseStranger } from './caller.ts';
import type { Json } from './decider.ts';
import type { Domains, Served } from './domains.ts';
import { isRetryable, notFound, runtimeError, SoukError } from './errors.ts';
import { guardOf } from './guard.ts';
import { type CallHeaders, parseStamp } from './headers.ts';
import { isRefused } from './journal/entry.ts';
import type { PartitionName } from './journal/journal.ts';
import { checkParams } from './params.ts';
import type { Partitions } from './partition/partitions.ts';
import type { Outcome } from './partition/work.ts';
import { plainCopy } from './plain.ts';
import type { About, CommandSpec, Ctx, ReadSpec, TaskSpec } from './service.ts';
import type { Answered } from './transport.ts';
import type { World } from './world.ts';

/** From here on handlers are used by name; their own files have their types, and `never` fits them all. */
type Untyped = never;
type AnyCommand = CommandSpec<Untyped, Json, Untyped, Untyped, Untyped>;
type AnyRead = ReadSpec<Untyped, unknown, Untyped, Untyped>;

export type MakeCtx = (headers: CallHeaders, served: Served) => Ctx<Untyped>;

export type HostOptions = {
  readonly domains: Domains;
  readonly partitions: Partitions;
  readonly world: World;
  readonly makeCtx: MakeCtx;
  /** `ORDER_WAIT_MS`: how long an answer may wait for a decision. */
  readonly waitMs: number;
};

/** One call on its way through the host. */
type Call = {
  readonly served: Served;
  readonly params: Untyped;
  readonly headers: CallHeaders;
  readonly ctx: Ctx<Untyped>;
  readonly deadline: number;
};

/** Turns calls into turns: parse, look at who asks, then command, read or task. The only place where that happens. */
export class Host {
  readonly #options: HostOptions;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  async perform(name: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    const served = this.#options.domains.action(name);
    if (!served) throw notFound('action');
    const problem = refuseOutright(served.contract.access, headers.caller);
    if (problem) throw problem;
    const call: Call = {
      served,
      params: checkParams(served.contract.params, params) as Untyped,
      headers,
      ctx: this.#options.makeCtx(headers, served),
      deadline: this.#options.world.now() + headers.deadlineMs,
    };
    if (served.handler.kind === 'command') return this.#command(call, served.handler.spec as AnyCommand);
    if (served.handler.kind === 'read') return this.#read(call, served.handler.spec as AnyRead);
    return this.#task(call);
  }

  /** The partition of the actor that a call is for; undefined: it is for none, or its params tell none. */
  whereIs(name: string, params: unknown, headers: CallHeaders): PartitionName | undefined {
    const served = this.#options.domains.action(name);
    const { decider, kind, spec } = served?.handler ?? {};
    if (!served || !decider || kind === 'task') return undefined;
    try {
      const checked = checkParams(served.contract.params, params) as Untyped;
      const id = (spec as AnyRead).key(checked, this.#options.makeCtx(headers, served));
      return this.#options.partitions.nameOf(served.area, streamOf(headers.tenantId, decider.type, id));
    } catch {
      return undefined;
    }
  }

  async #command(call: Call, spec: AnyCommand): Promise<Answered> {
    const { params, ctx } = call;
    const id = spec.key(params, ctx);
    const stream = streamOf(call.headers.tenantId, call.served.handler.decider?.type ?? '', id);
    const outcome = await this.#decide(call, spec, stream);
    const { answer, version, replayed } = outcome;
    if (isRefused(answer)) throw refusalError(call.served, answer.refusal.refused, answer.refusal.details);
    if (spec.until) return this.#read(call, asRead(spec, id), replayed);
    return { result: answer.result, meta: { stream, version, ...(replayed && { replayed }) } };
  }

  /**
   * A handler that asked others before the turn may have been shown what was true a while ago. A yes may rest on that; a
   * no is not kept and not told before they were asked again, and have made sure that what they show is new.
   */
  async #decide(call: Call, spec: AnyCommand, stream: string): Promise<Outcome> {
    const { params, ctx, headers, served } = call;
    const made: unknown = spec.command(params, ctx);
    if (!(made instanceof Promise)) return this.#submit(call, spec, stream, made as Untyped);
    try {
      return await this.#submit(call, spec, stream, (await made) as Untyped, true);
    } catch (error) {
      if (isRetryable(error)) throw error;
    }
    const surely = this.#options.makeCtx({ ...headers, sure: true }, served);
    return this.#submit(call, spec, stream, await spec.command(params, surely));
  }

  #submit(
    { served, params, headers, deadline }: Call,
    spec: AnyCommand,
    stream: string,
    command: Untyped,
    isUnsure = false,
  ): Promise<Outcome> {
    const expected = headers.expected ? parseStamp(headers.expected) : undefined;
    const { decider } = served.handler;
    if (!decider) throw runtimeError('INTERNAL');
    return new Promise((resolve, reject) => {
      this.#options.partitions.of(served.area, stream).submit({
        kind: 'command',
        stream,
        decider,
        command,
        commandId: headers.commandId,
        bodyHash: bodyHashOf(headers.commandId, served.name, params),
        by: nameOf(headers.caller),
        traceId: headers.traceId,
        deadline,
        ...guardOf(served, headers.caller, params, spec.owner),
        ...(expected?.stream === stream && { expectedVersion: expected.version }),
        passing: ({ refused, details }) => passing(refusalError(served, refused, details), isUnsure),
        answer: (state, about) => (spec.until ? null : spec.answer(state, params, about)),
        resolve,
        reject,
      });
    });
  }

  async #read(call: Call, spec: AnyRead, replayed = false): Promise<Answered> {
    const { served, params, headers, ctx, deadline } = call;
    const { decider } = served.handler;
    if (!decider) throw runtimeError('INTERNAL');
    const stream = streamOf(headers.tenantId, decider.type, spec.key(params, ctx));
    const { until } = spec;
    const waitMs = Math.min(this.#options.waitMs, headers.deadlineMs);
    const { value, about, undecided } = await new Promise<{ value: unknown; about: About; undecided: boolean }>(
      (resolve, reject) => {
        this.#options.partitions.of(served.area, stream).read({
          kind: 'read',
          stream,
          decider,
          deadline: until ? deadline + waitMs : deadline,
          ...guardOf(served, headers.caller, params, spec.owner),
          ...(until && { until, waitMs }),
          ...(headers.sure && { sure: true }),
          // The state goes on living, and what was read of it must not change with it.
          answer: (state, where) => plainCopy(spec.answer(state, params, where)),
          resolve,
          reject,
        });
      },
    );
    if (value === undefined) throw notFound(decider.type);
    const meta = { stream, version: about.version, ...(replayed && { replayed }), ...(undecided && { undecided }) };
    return { result: value, meta };
  }

  async #task({ served, params, headers, ctx }: Call): Promise<Answered> {
    const { owner } = served.handler.spec as TaskSpec<Untyped, Untyped>;
    const { access } = served.contract;
    if (owner && !mayAll(access, headers.caller)) {
      const stranger = refuseStranger(access, headers.caller, await owner(params, ctx));
      if (stranger) throw stranger;
    }
    const run = served.handler.run as (params: Untyped, ctx: Ctx<Untyped>) => Promise<unknown>;
    return { result: await run(params, ctx), meta: {} };
  }
}

/** Not of its key: an id that the key made anew would be another one. */
const asRead = (spec: AnyCommand, id: string): AnyRead => ({
  key: () => id,
  answer: spec.answer,
  ...(spec.owner && { owner: spec.owner }),
  ...(spec.until && { until: spec.until }),
});

/** A refusal that trying again may mend is no answer to keep. */
const passing = (error: SoukError, isUnsure: boolean): SoukError | undefined =>
  isUnsure || error.retryable ? error : undefined;

export function refusalError(served: Served, code: string, details: SoukError['data']): SoukError {
  const told = served.codes[code] ?? code;
  const [errorClass, sentence] = typeof told === 'string' ? (['Rejected', told] as const) : told;
  return new SoukError(errorClass, code, sentence, details);
}
