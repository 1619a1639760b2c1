import type { Flag } from '../actors/ops/contract.ts';
import type { Settings } from '../settings.ts';

const percent = (share: number): string => `${Math.round(share * 10_000) / 100} %`;

/** What ops see of the settings: whether there is something, and not where, for addresses may hold passwords. */
export const flagsOf = (settings: Settings): readonly Flag[] => [
  { name: 'web', on: settings.WEB === 'on' },
  { name: 'analytics', on: settings.ANALYTICS === 'on' },
  {
    name: 'tracing',
    on: settings.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    ...(settings.OTEL_EXPORTER_OTLP_ENDPOINT && { detail: percent(settings.OTEL_TRACES_SAMPLER_ARG) }),
  },
  { name: 'tryIt', on: settings.NODE_ENV === 'development' },
  // Until there is another provider, all pay by it.
  { name: 'sandbox', on: true },
  { name: 'nats', on: settings.NATS_URL !== undefined },
  { name: 'mongo', on: settings.MONGO_URL !== undefined },
  { name: 'redis', on: settings.REDIS_URL !== undefined },
  { name: 'clickhouse', on: settings.CLICKHOUSE_URL !== undefined },
  { name: 'smtp', on: settings.SMTP_URL !== undefined },
];
