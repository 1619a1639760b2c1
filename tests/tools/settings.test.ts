import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readSettings, SettingsError } from '../../settings.ts';
import { settingsPage } from '../../tools/settings-page.ts';

function refusal(env: Readonly<Record<string, string>>): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('the settings were taken');
}

test('nothing has to be set', () => {
  expect(readSettings({ PATH: '/bin', HOME: '/home/souk' })).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    DATA_DIR: './data',
    NODE_ENV: 'development',
    DEMO_SHELVES: 'full',
    LOG_LEVEL: 'info',
    CORS_ORIGINS: [],
    DEFAULT_TENANT: 'demo',
    ROLES: ['all'],
    TRUSTED_PROXIES: 0,
    WEB: 'on',
    ADDRESS_REQUESTS_PER_MINUTE: 0,
    CALLER_REQUESTS_PER_MINUTE: 0,
    ALL_REQUESTS_PER_MINUTE: 0,
    REQUESTS_AT_ONCE: 2000,
    OTEL_TRACES_SAMPLER_ARG: 0.1,
    PARTITIONS: 16,
    ACTORS_IN_MEMORY: 100_000,
    MAILBOX_LIMIT: 1000,
    DRAIN_TIMEOUT_MS: 10_000,
    ORDER_WAIT_MS: 5000,
    ORDER_PAY_TIMEOUT_MS: 900_000,
    CART_EXPIRY_DAYS: 30,
    MAIL_FROM: 'Souk <no-reply@souk.example>',
    ANALYTICS: 'on',
    ANALYTICS_MEMORY_MB: 600,
  });
});

test('an empty variable is one that is not set', () => {
  expect(readSettings({ PORT: '', DATA_DIR: ' ', SMTP_URL: '', CORS_ORIGINS: '' })).toEqual(readSettings({}));
});

test('what was read cannot be changed', () => {
  expect(Object.isFrozen(readSettings({}))).toBe(true);
});

test('numbers, origins and addresses are read as what they are', () => {
  const env = {
    PORT: '8080',
    HOST: '::',
    CORS_ORIGINS: 'https://a.example, http://localhost:5173',
    SMTP_URL: 'smtp://souk:secret@mail.example:587',
  };
  expect(readSettings(env)).toMatchObject({
    PORT: 8080,
    HOST: '::',
    PUBLIC_URL: 'http://localhost:8080',
    CORS_ORIGINS: ['https://a.example', 'http://localhost:5173'],
    SMTP_URL: 'smtp://souk:secret@mail.example:587',
  });
});

describe('a wrong setting', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '80 80'],
    ['HOST', 'no host'],
    ['PUBLIC_URL', 'shop.example'],
    ['NODE_ENV', 'prod'],
    ['LOG_LEVEL', 'loud'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example/'],
    ['CORS_ORIGINS', 'https://a.example,,https://b.example'],
    ['PARTITIONS', '0'],
    ['PARTITIONS', '1.5'],
    ['ORDER_WAIT_MS', '-1'],
    ['SMTP_URL', 'http://mail.example'],
  ])('%s=%s is named, with the way out', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name} .*: mend the environment, docs/settings\\.md`));
  });

  test('does not hide another', () => {
    expect(refusal({ PORT: 'x', PARTITIONS: 'y' })).toBe(
      'PORT must be a number; PARTITIONS must be a number: mend the environment, docs/settings.md says what each setting takes.',
    );
  });

  test('is not shown where it may hold a password', () => {
    expect(refusal({ SMTP_URL: 'http://souk:secret@mail.example' })).not.toContain('secret');
  });
});

test('docs/settings.md is what settings.ts says (npm run docs:settings makes it)', () => {
  expect(readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')).toBe(settingsPage());
});

test('every setting is explained in a sentence', () => {
  const rows = settingsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row).toMatch(/\| [A-Z][^|]+\. \|$/);
});
