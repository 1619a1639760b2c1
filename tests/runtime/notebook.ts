import { toSoukError } from '../../actors/runtime/errors.ts';
import { type OpenSpan, recordedSpan, type SpanAbout, type Spans, type Trace } from '../../actors/runtime/spans.ts';

export type Noted = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined: it began outside. */
  readonly parent: string | undefined;
  readonly about: SpanAbout;
  /** Of the error that it ended with. */
  readonly code: string | undefined;
};

/** Spans as a test wants them: all that was recorded, in the order of its end. */
export class Notebook implements Spans {
  readonly isOn = true;
  readonly noted: Noted[] = [];
  #count = 0;

  /** `<name>`, and whose part it is. */
  get tree(): readonly string[] {
    return this.noted.map(({ name, parent }) => `${name} < ${this.#nameOf(parent)}`).sort();
  }

  begin(name: string, trace: Trace): OpenSpan {
    return this.#open(name, recordedSpan(trace)?.traceId ?? trace, recordedSpan(trace)?.spanId);
  }

  part(name: string, trace: Trace, about: SpanAbout): OpenSpan {
    const parent = recordedSpan(trace);
    return parent ? this.#open(name, parent.traceId, parent.spanId, about) : { trace, end: () => undefined };
  }

  note(name: string, traces: Iterable<Trace>, _since: number, about: SpanAbout): void {
    for (const trace of traces) this.part(name, trace, about).end();
  }

  #nameOf(spanId: string | undefined): string {
    return this.noted.find((one) => one.spanId === spanId)?.name ?? 'outside';
  }

  #open(name: string, traceId: string, parent: string | undefined, about: SpanAbout = {}): OpenSpan {
    this.#count += 1;
    const spanId = this.#count.toString(16).padStart(16, '0');
    const end = (more: SpanAbout = {}, problem?: Error) =>
      void this.noted.push({
        name,
        traceId,
        spanId,
        parent,
        about: { ...about, ...more },
        code: problem && toSoukError(problem).type,
      });
    return { trace: `${traceId}-${spanId}`, end };
  }
}
