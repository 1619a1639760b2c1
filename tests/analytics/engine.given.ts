import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, jest } from '@jest/globals';
import { realWorld } from '../../actors/runtime/world.ts';
import {
  type EmbeddedClickHouse,
  type EmbeddedOptions,
  embeddedClickHouse,
} from '../../analytics/embedded/embedded.ts';
import { migrate } from '../../analytics/migrate.ts';

/** An engine that begins, and a machine that may be busy. */
jest.setTimeout(60_000);

const directories: string[] = [];
const engines: EmbeddedClickHouse[] = [];

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'souk-analytics-'));
  directories.push(directory);
  return directory;
}

/** What a test leaves behind ends with its file. */
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

type Opened = Partial<Omit<EmbeddedOptions, 'world'>>;

/** An engine in a process of its own, ready to be asked. */
export async function openEngine(opened: Opened = {}): Promise<EmbeddedClickHouse> {
  const engine = embeddedClickHouse({
    directory: opened.directory ?? temporaryDirectory(),
    database: 'souk',
    memoryBytes: 600 * 1_048_576,
    world: realWorld,
    warn: () => undefined,
    ...opened,
  });
  engines.push(engine);
  await engine.settled();
  await engine.create();
  return engine;
}

/** The tables as they are now, and nothing in them. */
export async function begunAnew(engine: EmbeddedClickHouse): Promise<void> {
  await engine.drop();
  await engine.create();
  await migrate(engine);
}
