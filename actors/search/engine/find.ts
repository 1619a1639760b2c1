import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import { collectMatches, collectPart, matchCount, partCount } from './collect.ts';
import type { FindPlan, Place } from './query.ts';
import { findShelf, findTenant, shelfPart } from './shelves.ts';
import { isByPrice, type Limits, type Search, type Select, usualLimits } from './sql.ts';
import { matchesEnd, shelfEnd, walkMatches, walkShelf } from './walk.ts';
import { matchAnywhere, matchTiers } from './words.ts';

/** One row more than asked for tells that there is a next page; `end`: the walk ran out of its budget there. */
type Places = { readonly rows: readonly Place[]; readonly end?: Place | undefined };

export type PlacesPage = { readonly rows: readonly Place[]; readonly next?: Place };

export function findPlaces(file: SqliteFile, plan: FindPlan, limits: Limits = usualLimits): PlacesPage {
  const search = searchOf(file, plan, limits);
  if (!search) return { rows: [] };
  const { rows, end } = placesOf(file, search);
  const shown = rows.slice(0, plan.limit);
  const next = rows.length > plan.limit ? shown.at(-1) : end;
  return next ? { rows: shown, next } : { rows: shown };
}

/** Undefined: nothing can be found, because a shelf does not exist. */
export function searchOf(file: SqliteFile, plan: FindPlan, limits: Limits): Search | undefined {
  const shelf = findShelf(file, plan.tenantId, plan.shelf);
  const other = plan.other && findShelf(file, plan.tenantId, plan.other);
  const tenant = findTenant(file, plan.tenantId);
  if (shelf === undefined || tenant === undefined || (plan.other && other === undefined)) return undefined;
  const part = shelfPart(shelf, plan.inStock);
  if (other === undefined && plan.words.length === 0) return { plan, limits, part, tiers: [] };
  const shelves = other === undefined ? [shelf] : [shelf, other];
  const search = {
    plan,
    limits,
    part,
    tiers:
      plan.sort === 'relevance'
        ? matchTiers(tenant, plan.words, shelves)
        : [matchAnywhere(tenant, plan.words, shelves)],
    match: matchAnywhere(tenant, plan.words, shelves),
  };
  return other === undefined ? search : { ...search, otherPart: shelfPart(other, plan.inStock) };
}

/**
 * Where candidates are few they are all taken and sorted; where they are many, a walk in the order asked soon meets one.
 * Both give one order, so that a page may go on in another way than the page before.
 */
function placesOf(file: SqliteFile, search: Search): Places {
  const { plan, limits } = search;
  const isFiltered = search.match !== undefined || (plan.prices !== undefined && !isByPrice(plan));
  if (!isFiltered) return { rows: select(file, walkShelf(search)) };
  const onPart = plan.prices || plan.inStock ? count(file, partCount(search)) : Number.POSITIVE_INFINITY;
  const isInMatchOrder = plan.sort === 'relevance' || plan.sort === 'newest';
  const sized = { ...search, hasPartSet: onPart <= limits.set };
  if (search.match !== undefined && isInMatchOrder && onPart > limits.narrow) return walkTiers(file, sized);
  const matching = search.match === undefined ? Number.POSITIVE_INFINITY : count(file, matchCount(search));
  return collectOrWalk(file, { ...sized, hasMatchSet: matching <= limits.set }, onPart, matching);
}

function collectOrWalk(file: SqliteFile, search: Search, onPart: number, matching: number): Places {
  if (Math.min(onPart, matching) > search.limits.narrow) {
    return ended(select(file, walkShelf(search)), search, () => select(file, shelfEnd(search)));
  }
  return { rows: select(file, matching < onPart ? collectMatches(search) : collectPart(search)) };
}

const select = (file: SqliteFile, { sql, values }: Select): readonly Place[] => file.all<Place>(sql, ...values);

const count = (file: SqliteFile, { sql, values }: Select): number =>
  file.one<{ counted: number }>(sql, ...values)?.counted ?? 0;

function ended(rows: readonly Place[], { plan }: Search, end: () => readonly Place[]): Places {
  return rows.length > plan.limit ? { rows } : { rows, end: end()[0] };
}

function walkTiers(file: SqliteFile, search: Search): Places {
  const { plan } = search;
  let rows: readonly Place[] = [];
  for (let tier = Number(plan.after?.key ?? 0); tier < search.tiers.length; tier += 1) {
    rows = [...rows, ...select(file, walkMatches(search, tier, plan.limit + 1 - rows.length))];
    const places = ended(rows, search, () => select(file, matchesEnd(search, tier)));
    if (places.end || rows.length > plan.limit) return places;
  }
  return { rows };
}
