import { isDeepStrictEqual } from 'node:util';
import { domainsOf, eventsOf as heardIn } from '../../../actors/runtime/feed/events.ts';
import type { Parked } from '../../../actors/runtime/feed/parked.ts';
import { ViewSteps } from '../../../actors/runtime/feed/view-steps.ts';
import { emptyDisk, type MemoryDisk, memoryRows } from '../../../actors/runtime/rows/memory.ts';
import type { Row } from '../../../actors/runtime/rows/rows.ts';
import type { AnyView } from '../../../actors/runtime/view.ts';
import { type Breach, Breaches } from './breach.ts';
import type { Truth } from './truth.ts';

/** Key -> row. */
export function rowsIn(disk: MemoryDisk, table: string): ReadonlyMap<string, Row> {
  const entries = [...(disk.tables.get(table)?.entries.values() ?? [])];
  return new Map(entries.map(({ key, body }) => [key, JSON.parse(body) as Row]));
}

/** Every read model is what it becomes when it is built from nothing. */
export async function viewBreaches(
  truth: Truth,
  disk: MemoryDisk,
  views: readonly AnyView[],
): Promise<readonly Breach[]> {
  const breaches = new Breaches('views');
  for (const view of views) {
    const built = await rebuilt(truth, view);
    const live = rowsIn(disk, view.name);
    for (const key of new Set([...built.keys(), ...live.keys()])) {
      const [is, due] = [live.get(key), built.get(key)];
      breaches.expect(
        isDeepStrictEqual(is, due),
        () => `${view.name} shows ${JSON.stringify(is)} under ${key}, and built anew ${JSON.stringify(due)}`,
      );
    }
  }
  return breaches.all;
}

async function rebuilt({ batches }: Truth, view: AnyView): Promise<ReadonlyMap<string, Row>> {
  const disk = emptyDisk();
  const rows = memoryRows({ disk });
  await rows.define([{ name: view.name, version: view.version, indexes: view.indexes }]);
  const steps = new ViewSteps(view, rows);
  const areas = domainsOf(view.on);
  for (const [partition, own] of batches) {
    if (!areas.includes(partition.slice(0, partition.indexOf('/')))) continue;
    const { changes } = await steps.take(own.flatMap(heardIn), () => false);
    for (let from = 0; from < changes.length; from += 500) await rows.write(changes.slice(from, from + 500));
  }
  return rowsIn(disk, view.name);
}

/** Nothing is left to be tried again, and nothing was given up. */
export function feedBreaches(disk: MemoryDisk): readonly Breach[] {
  const breaches = new Breaches('feed');
  for (const row of rowsIn(disk, 'parked').values()) {
    const { consumer, stream, version, event, code, message } = row as unknown as Parked;
    breaches.expect(false, () => `${consumer} is parked at ${event} (${stream}@${version}): ${code}, ${message}`);
  }
  return breaches.all;
}
