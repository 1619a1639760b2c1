import { expect, test } from '@jest/globals';
import { flagsOf } from '../../../composition/flags.ts';
import { readSettings } from '../../../settings.ts';

const onesOf = (env: Readonly<Record<string, string>>) =>
  flagsOf(readSettings(env))
    .filter(({ on }) => on)
    .map(({ name }) => name);

test('ops see what there is as the settings say', () => {
  expect(onesOf({ NODE_ENV: 'production', WEB: 'off', ANALYTICS: 'off' })).toEqual(['sandbox']);
  expect(onesOf({ REDIS_URL: 'redis://r' })).toEqual(['web', 'analytics', 'tryIt', 'sandbox', 'redis']);
});

test('ops see that there is something and never where, for addresses hold passwords', () => {
  const all = flagsOf(
    readSettings({
      ...{ NATS_URL: 'nats://me:hidden@n:4222', MONGO_URL: 'mongodb://me:hidden@m:27017/souk?replicaSet=r' },
      ...{ REDIS_URL: 'redis://me:hidden@r:6379', CLICKHOUSE_URL: 'http://me:hidden@c:8123' },
      ...{ SMTP_URL: 'smtp://me:hidden@s:25', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://me:hidden@o:4318' },
    }),
  );
  expect(all.every(({ on }) => on)).toBe(true);
  expect(JSON.stringify(all)).not.toContain('hidden');
  expect(all).toContainEqual({ name: 'tracing', on: true, detail: '10 %' });
});
