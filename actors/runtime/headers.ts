import { anyone, type Caller, internalCaller } from './caller.ts';

/**
 * What travels beside the params of every call, in Moleculer headers: `ctx.meta` flows back from the callee and would
 * leak. Headers are texts, so that they cross nodes unchanged.
 */
export type CallHeaders = {
  readonly tenantId: string;
  readonly caller: Caller;
  readonly commandId: string;
  readonly traceId: string;
  /** What is left of the caller's time, in milliseconds. */
  readonly deadlineMs: number;
  /** What the caller saw: when that very actor gets the command at another version, it refuses `PRECONDITION_FAILED`. */
  readonly expected?: Stamp;
  /** What the caller wrote a moment ago: a view waits for it, bounded. */
  readonly seen?: readonly Stamp[];
  /** Nothing old is to be shown: somebody is about to be told no. */
  readonly sure?: true;
};

/** `<stream>@<version>`: a stream holds no `@`. */
export type Stamp = string;

export const stampOf = (stream: string, version: number): Stamp => `${stream}@${version}`;

export function parseStamp(stamp: Stamp): { readonly stream: string; readonly version: number } {
  const at = stamp.lastIndexOf('@');
  return { stream: stamp.slice(0, at), version: Number(stamp.slice(at + 1)) };
}

/** What a callee puts into `ctx.meta`; it flows back to the caller. */
export type AnswerMeta = {
  /** The actor that answered, as a stream. */
  stream?: string;
  version?: number;
  /** The answer is the one that an earlier try was given. */
  replayed?: boolean;
  /** The actor had not come to a decision when the time was up. */
  undecided?: boolean;
};

const names = {
  tenantId: 'tenant',
  caller: 'caller',
  commandId: 'command',
  traceId: 'trace',
  deadlineMs: 'deadline',
  expected: 'expect',
  seen: 'seen',
  sure: 'sure',
} as const satisfies Record<keyof CallHeaders, string>;

type Texts = Readonly<Record<string, unknown>>;

export function writeHeaders(about: CallHeaders): Record<string, string> {
  const headers: Record<string, string> = {
    [names.tenantId]: about.tenantId,
    [names.caller]: textOf(about.caller),
    [names.commandId]: about.commandId,
    [names.traceId]: about.traceId,
    [names.deadlineMs]: String(about.deadlineMs),
  };
  if (about.expected !== undefined) headers[names.expected] = about.expected;
  if (about.sure) headers[names.sure] = 'yes';
  if (about.seen?.length) headers[names.seen] = about.seen.join(' ');
  return headers;
}

/** Undefined: no tenant, so neither the gateway nor the runtime has made this call. */
export function readHeaders(headers: Texts | undefined): CallHeaders | undefined {
  const tenantId = headers?.[names.tenantId];
  if (!headers || typeof tenantId !== 'string') return undefined;
  const expected = headers[names.expected];
  const seen = headers[names.seen];
  return {
    tenantId,
    caller: callerOf(String(headers[names.caller])),
    commandId: String(headers[names.commandId]),
    traceId: String(headers[names.traceId]),
    deadlineMs: Number(headers[names.deadlineMs]),
    ...(typeof expected === 'string' && { expected }),
    ...(headers[names.sure] === 'yes' && { sure: true as const }),
    ...(typeof seen === 'string' && { seen: seen.split(' ') }),
  };
}

/** A caller is written and read once, not once a call: the same few stand in thousands of calls a second. */
const texts = new WeakMap<Caller, string>();
const callers = new Map<string, Caller>();
const mostCallers = 1_000;

function textOf(caller: Caller): string {
  const known = texts.get(caller);
  if (known !== undefined) return known;
  const text = JSON.stringify(caller);
  texts.set(caller, text);
  return text;
}

function callerOf(text: string): Caller {
  const known = callers.get(text);
  if (known) return known;
  if (callers.size >= mostCallers) callers.clear();
  const caller = wellKnown(text) ?? (JSON.parse(text) as Caller);
  callers.set(text, caller);
  return caller;
}

const wellKnown = (text: string): Caller | undefined =>
  [anyone, internalCaller].find((caller) => textOf(caller) === text);
