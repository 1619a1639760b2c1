// npm run docs:analytics: makes analytics/schema.sql from the migrations, in an engine of its own.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realWorld } from '../actors/runtime/world.ts';
import { embeddedClickHouse } from '../analytics/embedded/embedded.ts';
import { migrate } from '../analytics/migrate.ts';
import { wholeSchema } from './analytics-schema.ts';

const database = 'souk';
const directory = mkdtempSync(join(tmpdir(), 'souk-schema-'));
const memoryBytes = 600 * 1_048_576;
const engine = embeddedClickHouse({ directory, database, memoryBytes, world: realWorld, warn: console.error });
try {
  await engine.settled();
  await engine.create();
  await migrate(engine);
  writeFileSync(new URL('../analytics/schema.sql', import.meta.url), await wholeSchema(engine, database));
  console.log('analytics/schema.sql is made from the migrations');
} finally {
  await engine.close();
  rmSync(directory, { recursive: true, force: true });
}
