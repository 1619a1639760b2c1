import type { CallHeaders } from './headers.ts';
import type { Entry, FeedBatch } from './journal/entry.ts';
import type { Instant } from './time.ts';

/**
 * A trace as it travels with calls and stays with what they store: its id, and where it is recorded also the span that
 * goes on from here (`4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7`; both as W3C has them).
 */
export type Trace = string;

export type SpanAbout = Readonly<Record<string, string | number>>;

export type OpenSpan = {
  /** For all that follows from it. */
  readonly trace: Trace;
  end(about?: SpanAbout, problem?: unknown): void;
};

/** Writes down what happened when, for how long, and because of what. */
export type Spans = {
  readonly isOn: boolean;
  /** Where something begins outside of Souk: a share of these is recorded, and what others record already. */
  begin(name: string, trace: Trace): OpenSpan;
  /** A part of what is recorded. */
  part(name: string, trace: Trace, about: SpanAbout): OpenSpan;
  /** What began at `since` has just ended, for each of these that is recorded. */
  note(name: string, traces: Iterable<Trace>, since: Instant, about: SpanAbout): void;
};

export const unrecorded = (trace: Trace): OpenSpan => ({ trace, end: () => undefined });

export const noSpans: Spans = {
  isOn: false,
  begin: (_, trace) => unrecorded(trace),
  part: (_, trace) => unrecorded(trace),
  note: () => undefined,
};

const recorded = /^([0-9a-f]{32})-([0-9a-f]{16})$/;
const recordedLength = 49;

/** Undefined: it is not recorded. */
export function recordedSpan(trace: Trace): { readonly traceId: string; readonly spanId: string } | undefined {
  if (trace.length !== recordedLength) return undefined;
  const [, traceId, spanId] = recorded.exec(trace) ?? [];
  return traceId !== undefined && spanId !== undefined ? { traceId, spanId } : undefined;
}

/** What people name it by. */
export const traceIdOf = (trace: Trace): string => recordedSpan(trace)?.traceId ?? trace;

/** Runs as a part of a trace that is recorded; otherwise it just runs. */
export async function inSpan<Result>(
  spans: Spans,
  name: string,
  trace: Trace,
  about: SpanAbout,
  run: (trace: Trace) => Promise<Result>,
): Promise<Result> {
  if (!spans.isOn) return run(trace);
  const span = spans.part(name, trace, about);
  try {
    const result = await run(span.trace);
    span.end();
    return result;
  } catch (error) {
    span.end({}, error);
    throw error;
  }
}

export const tracesOf = (entries: readonly Entry[]): ReadonlySet<Trace> =>
  new Set(entries.map(({ traceId }) => traceId));

/** A call at the node that does what it asks for. */
export function inCall<Result>(
  spans: Spans,
  nodeId: string,
  action: string,
  headers: CallHeaders,
  run: (headers: CallHeaders) => Promise<Result>,
): Promise<Result> {
  if (!spans.isOn) return run(headers);
  const about = { 'souk.tenant': headers.tenantId, 'souk.node': nodeId };
  return inSpan(spans, action, headers.traceId, about, (traceId) => run({ ...headers, traceId }));
}

/** From the moment its turns were taken until it was durable. */
export function noteStored(spans: Spans, { partition, number, at, entries }: FeedBatch): void {
  if (!spans.isOn) return;
  const about = { 'souk.partition': partition, 'souk.batch': number, 'souk.entries': entries.length };
  spans.note('journal.append', tracesOf(entries), at, about);
}
