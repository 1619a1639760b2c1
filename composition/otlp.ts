import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace as w3c,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace';
import { toSoukError } from '../actors/runtime/errors.ts';
import { hash32 } from '../actors/runtime/ids.ts';
import {
  type OpenSpan,
  recordedSpan,
  type SpanAbout,
  type Spans,
  type Trace,
  unrecorded,
} from '../actors/runtime/spans.ts';
import type { Instant } from '../actors/runtime/time.ts';

export type OtlpOptions = {
  /** Of the collector; traces go to `/v1/traces` there. */
  readonly url: string;
  /** Of what begins here, 0 to 1. */
  readonly share: number;
  readonly nodeId: string;
};

/** What a collector that is away or slow cannot take is dropped: nobody waits for it. */
const bounds = {
  maxQueueSize: 8_192,
  maxExportBatchSize: 512,
  scheduledDelayMillis: 1_000,
  exportTimeoutMillis: 5_000,
};
const hashes = 2 ** 32;

/** The library asks for the id of a trace that begins; ours has one. */
class KnownTrace extends RandomIdGenerator {
  next = '';
  override generateTraceId = (): string => this.next;
}

/** Spans for an OpenTelemetry collector. */
export class OtlpSpans implements Spans {
  readonly isOn = true;
  readonly #ids = new KnownTrace();
  readonly #provider: TracerProvider;
  readonly #share: number;

  constructor({ url, share, nodeId }: OtlpOptions) {
    this.#share = share;
    const exporter = new OTLPTraceExporter({ url: new URL('v1/traces', url.endsWith('/') ? url : `${url}/`).href });
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'souk', 'service.instance.id': nodeId }),
      idGenerator: this.#ids,
      spanProcessors: [new BatchSpanProcessor({ exporter, ...bounds })],
    });
  }

  begin(name: string, trace: Trace): OpenSpan {
    if (recordedSpan(trace)) return this.#open(name, contextOf(trace), { kind: SpanKind.SERVER });
    if (hash32(trace) >= this.#share * hashes) return unrecorded(trace);
    this.#ids.next = trace;
    return this.#open(name, ROOT_CONTEXT, { kind: SpanKind.SERVER });
  }

  part(name: string, trace: Trace, about: SpanAbout): OpenSpan {
    return recordedSpan(trace) ? this.#open(name, contextOf(trace), { attributes: about }) : unrecorded(trace);
  }

  note(name: string, traces: Iterable<Trace>, since: Instant, about: SpanAbout): void {
    for (const trace of traces) {
      if (!recordedSpan(trace)) continue;
      this.#open(name, contextOf(trace), { attributes: about, startTime: Math.min(since, Date.now()) }).end();
    }
  }

  async stop(): Promise<void> {
    await this.#provider.shutdown().catch(() => undefined);
  }

  #open(name: string, context: Context, options: Parameters<Tracer['startSpan']>[1]): OpenSpan {
    const span = this.#provider.getTracer('souk').startSpan(name, options, context);
    const { traceId, spanId } = span.spanContext();
    return { trace: `${traceId}-${spanId}`, end: (about, problem) => end(span, about, problem) };
  }
}

type Tracer = ReturnType<TracerProvider['getTracer']>;

function end(span: Span, about: SpanAbout = {}, problem?: unknown): void {
  span.setAttributes(about);
  if (problem !== undefined) {
    const { type, class: errorClass } = toSoukError(problem);
    span.setAttribute('error.type', type);
    // A refusal is an answer.
    if (errorClass === 'Internal' || errorClass === 'Unavailable') span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

function contextOf(trace: Trace): Context {
  const { traceId = '', spanId = '' } = recordedSpan(trace) ?? {};
  return w3c.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
}
