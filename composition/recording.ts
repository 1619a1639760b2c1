import { noSpans, type Spans } from '../actors/runtime/spans.ts';
import type { Settings } from '../settings.ts';

/** What is written down of what this process does, and where that goes. */
export type Recording = {
  readonly spans: Spans;
  /** Sends what is left; a collector that is away is not waited for. */
  stop(): Promise<void>;
};

const nothing: Recording = { spans: noSpans, stop: () => Promise.resolve() };

/** The libraries are loaded where they are asked for, and nowhere else. */
export async function openRecording(settings: Settings, nodeId: string): Promise<Recording> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_SAMPLER_ARG: share } = settings;
  if (url === undefined) return nothing;
  const { OtlpSpans } = await import('./otlp.ts');
  const spans = new OtlpSpans({ url, share, nodeId });
  return { spans, stop: () => spans.stop() };
}
