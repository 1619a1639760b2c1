import Joi from 'joi';
import { mongo, natsServers, origins, perMinute, text, url, whole, words } from './settings.kinds.ts';

/** What can be set from outside, by the names of the environment. `docs/settings.md` is made from the schema below. */
export type Settings = {
  readonly PORT: number;
  readonly HOST: string;
  readonly PUBLIC_URL: string;
  readonly DATA_DIR: string;
  readonly NODE_ENV: 'production' | 'development' | 'test';
  readonly DEMO_SHELVES: 'full' | 'few';
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  readonly CORS_ORIGINS: readonly string[];
  readonly DEFAULT_TENANT: string;
  readonly TRUSTED_PROXIES: number;
  readonly ADDRESS_REQUESTS_PER_MINUTE: number;
  readonly CALLER_REQUESTS_PER_MINUTE: number;
  readonly ALL_REQUESTS_PER_MINUTE: number;
  readonly REQUESTS_AT_ONCE: number;
  readonly PARTITIONS: number;
  readonly ACTORS_IN_MEMORY: number;
  readonly MAILBOX_LIMIT: number;
  readonly DRAIN_TIMEOUT_MS: number;
  readonly ORDER_WAIT_MS: number;
  readonly ORDER_PAY_TIMEOUT_MS: number;
  readonly CART_EXPIRY_DAYS: number;
  readonly MEDIA_DIR: string | undefined;
  readonly EXPORTS_DIR: string | undefined;
  readonly SMTP_URL: string | undefined;
  readonly MAIL_FROM: string;
  readonly WEB: 'on' | 'off';
  readonly ANALYTICS: 'on' | 'off';
  readonly MONGO_URL: string | undefined;
  readonly VAULT_URL: string | undefined;
  readonly REDIS_URL: string | undefined;
  readonly NATS_URL: string | undefined;
  readonly NODE_NAME: string | undefined;
  readonly ROLES: readonly string[];
  readonly CLICKHOUSE_URL: string | undefined;
  readonly ANALYTICS_MEMORY_MB: number;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG: number;
};

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const MINUTE_MS = 60_000;

export const settingsSchema = Joi.object<Settings>({
  PORT: whole(0, 65_535).default(3000).description('Where HTTP and sockets listen. 0 takes any free port.'),
  HOST: text()
    .hostname()
    .default('127.0.0.1')
    .description('The address to listen on; 0.0.0.0 for every one. While demo logins exist only 127.0.0.1 is taken.'),
  PUBLIC_URL: url('http', 'https')
    .default((others) => `http://localhost:${others.PORT}`)
    .meta({ default: 'http://localhost:PORT' })
    .description('How people reach this install: links in mails and in the API begin with it.'),
  DATA_DIR: text()
    .default('./data')
    .description('Where journal, read models, keys and mails lie. One process at a time uses it.'),
  MEDIA_DIR: text().description(
    'Where pictures lie: one directory for all nodes of a shop. Without it a directory below DATA_DIR.',
  ),
  EXPORTS_DIR: text().description(
    'Where files of figures lie for a day: one directory for all nodes with analytics. Without it a directory below DATA_DIR.',
  ),
  NODE_ENV: text()
    .valid('production', 'development', 'test')
    .default('development')
    .description('Outside production a fresh data directory gets the tenant demo with its logins.'),
  DEMO_SHELVES: text()
    .valid('full', 'few')
    .default('full')
    .description(
      'How the demo shop is filled after its first start: a hundred products with pictures, or ten without.',
    ),
  LOG_LEVEL: text()
    .valid('fatal', 'error', 'warn', 'info', 'debug', 'trace')
    .default('info')
    .description('The least grave line that is logged.'),
  CORS_ORIGINS: origins
    .default([])
    .meta({ default: '' })
    .description('Origins whose pages may call the API and open sockets, divided by commas; none if empty.'),
  DEFAULT_TENANT: text()
    .pattern(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a tenant')
    .default('demo')
    .description('The tenant of a visitor who names none, by token, host or header.'),
  TRUSTED_PROXIES: whole(0, 10)
    .default(0)
    .description('Proxies of your own before Souk: so many addresses of X-Forwarded-For are believed.'),
  ADDRESS_REQUESTS_PER_MINUTE: perMinute(
    'Requests a minute that one address may make; 0 for any number. A tenant has its plan besides.',
  ),
  CALLER_REQUESTS_PER_MINUTE: perMinute('Requests a minute of one account or guest in a tenant; 0 for any number.'),
  ALL_REQUESTS_PER_MINUTE: perMinute('Requests a minute of everybody together; 0 for any number.'),
  REQUESTS_AT_ONCE: whole(16, 100_000)
    .default(2000)
    .description('Requests that a gateway works on at once; beyond it who pays goes first, and reports last.'),
  PARTITIONS: whole(1, 1024)
    .default(16)
    .description(
      'Logs that each kind of actor is dealt into. Fixed when a journal is made: another number is refused later.',
    ),
  ACTORS_IN_MEMORY: whole(16, 10_000_000)
    .default(100_000)
    .description('Actors kept awake at most; the one asked longest ago is put to sleep first.'),
  MAILBOX_LIMIT: whole(1, 1_000_000)
    .default(1000)
    .description('Commands that may wait for one actor; the next one is refused with MAILBOX_FULL, retryable.'),
  DRAIN_TIMEOUT_MS: whole(0, 10 * MINUTE_MS)
    .default(10_000)
    .unit('ms')
    .description('How long a stop waits for what is under way, before it leaves that to the next start.'),
  ORDER_WAIT_MS: whole(0, MINUTE_MS)
    .default(5000)
    .unit('ms')
    .description('How long POST /orders waits for the outcome, before it answers 202 and where to look.'),
  ORDER_PAY_TIMEOUT_MS: whole(1000, 7 * 24 * 60 * MINUTE_MS)
    .default(15 * MINUTE_MS)
    .unit('ms')
    .description('How long an order waits to be paid; then it cancels itself and lets its stock go.'),
  CART_EXPIRY_DAYS: whole(1, 365).default(30).unit('days').description('How long a cart that nobody touches is kept.'),
  SMTP_URL: url('smtp', 'smtps').description(
    'The server that sends mail (smtp://user:password@host:port). Without it mails are .eml files below DATA_DIR.',
  ),
  MAIL_FROM: text().default('Souk <no-reply@souk.example>').description('The sender of every mail.'),
  WEB: text()
    .valid('on', 'off')
    .default('on')
    .description('The web pages: shop, portal, console and dashboards. Without them the API is all there is.'),
  ANALYTICS: text()
    .valid('on', 'off')
    .default('on')
    .description('Live analytics. Where they are off, or cannot be had, their routes answer 503 and the shop works.'),
  MONGO_URL: mongo().description(
    'A MongoDB replica set for journal, read models and keys (mongodb://user:password@host:27017,host:27017/souk?replicaSet=name&tls=true). Without it they are files in DATA_DIR.',
  ),
  VAULT_URL: mongo().description(
    'Another MongoDB for the keys of persons, so that no backup holds both. Without it they lie in a second database at MONGO_URL.',
  ),
  REDIS_URL: url('redis', 'rediss').description(
    'A Redis for what nodes count together, such as limits, for jobs, and for pages that gateways share (redis://user:password@host:6379, rediss:// for TLS). It may be emptied or away at any time.',
  ),
  NATS_URL: natsServers.description(
    'The NATS that joins this node to others (nats://user:password@host:4222 or tls://...; several divided by commas).',
  ),
  NODE_NAME: text()
    .pattern(/^[A-Za-z0-9-]{1,60}$/, 'letters, digits and dashes')
    .description(
      'What this node is called among others; without it as its machine. Its process and some letters follow.',
    ),
  ROLES: words
    .default(['all'])
    .meta({ default: 'all' })
    .description(
      'What this node does among others, divided by commas: all, gateway, actors, jobs, search, analytics, or single areas such as payments.',
    ),
  CLICKHOUSE_URL: url('http', 'https').description(
    'A ClickHouse server (http://user:password@host:8123/database, default souk). Without it the engine runs beside the shop.',
  ),
  ANALYTICS_MEMORY_MB: whole(256, 65_536)
    .default(600)
    .unit('MB')
    .description(
      'Memory of the engine beside the shop. Its process takes some 200 MB more; where it takes 400 MB more it is ended and begun anew.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').description(
    'Where traces go: a collector that takes OTLP over HTTP (http://localhost:4318). Without it nothing is traced.',
  ),
  OTEL_TRACES_SAMPLER_ARG: Joi.number()
    .min(0)
    .max(1)
    .empty('')
    .default(0.1)
    .description('The share of requests that is traced, 0 to 1; what a caller traces already is traced in any case.'),
});

/** The settings as `env` has them; throws one sentence that names everything that is wrong with them. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const { value, error } = settingsSchema.validate(env, {
    abortEarly: false,
    stripUnknown: true,
    errors: { wrap: { label: false } },
  });
  if (!error) return Object.freeze(value);
  const wrong = error.details.map(({ message }) => message).join('; ');
  throw new SettingsError(`${wrong}: mend the environment, docs/settings.md says what each setting takes.`);
}
