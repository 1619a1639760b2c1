import { DataDirectoryError } from '../actors/runtime/journal/data-directory.ts';
import { emptyHead, type Head, type PartitionName } from '../actors/runtime/journal/journal.ts';
import type { Cursor } from '../actors/runtime/rows/rows.ts';
import { productFeed } from '../actors/search/product.view.ts';
import { allFlows, allViews } from './domains.ts';
import type { Engines } from './engines.ts';

type Seen = readonly [PartitionName, Cursor];

/** How far everybody has read who keeps a place. */
async function placesOf({ rows, index }: Engines): Promise<readonly Seen[]> {
  const names = ['reminders', ...allViews.map(({ name }) => name), ...allFlows.map(({ name }) => `flow-${name}`)];
  const places = await Promise.all([...names.map((name) => rows.cursors(name)), index.cursors(productFeed.name)]);
  return places.flatMap((found) => [...found]);
}

const isAfter = ({ number, hash }: Cursor, head: Head): boolean =>
  number > head.number || (number === head.number && hash !== head.hash);

/**
 * Throws when somebody has read a batch that the journal does not have: what it acknowledged is lost, and new batches
 * would take the numbers of lost ones, so that readers jumped over them.
 */
export async function refuseShortJournal(engines: Engines): Promise<void> {
  const places = await placesOf(engines);
  const partitions = [...new Set(places.map(([partition]) => partition))];
  const heads = await engines.journal.heads(partitions);
  const headOf = new Map(partitions.map((partition, place) => [partition, heads[place] ?? emptyHead]));
  const lost = places.find(([partition, cursor]) => isAfter(cursor, headOf.get(partition) ?? emptyHead));
  if (!lost) return;
  const [partition, { number }] = lost;
  const { names, directory } = engines;
  throw new DataDirectoryError(
    `${names.journal} lacks the batch ${number} of ${partition} that ${names.views} or search.db in ${directory}` +
      ` was made of, so it was cut short or is an older copy: bring back a copy of the newer one, or move ${names.views}` +
      ' and search.db away to go on with what it holds.',
  );
}
