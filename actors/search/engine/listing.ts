import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import { type Shelf, shelfPart } from './shelves.ts';

/** A product as it stands on its shelves. */
export type Listing = {
  readonly id: bigint;
  readonly title: string;
  readonly inStock: boolean;
  readonly shelves: readonly Shelf[];
};

export function putOnShelves(file: SqliteFile, listing: Listing): void {
  for (const shelf of listing.shelves) {
    put(file, listing, shelf, false);
    if (listing.inStock) put(file, listing, shelf, true);
  }
}

export function takeOffShelves(file: SqliteFile, listing: Listing): void {
  for (const shelf of listing.shelves) {
    take(file, listing, shelf, false);
    if (listing.inStock) take(file, listing, shelf, true);
  }
}

/** Only the parts for what is in stock change when the last unit goes or the first one comes. */
export function changeStock(file: SqliteFile, listing: Listing, inStock: boolean): void {
  for (const shelf of listing.shelves) {
    if (inStock) put(file, listing, shelf, true);
    else take(file, listing, shelf, true);
  }
}

function put(file: SqliteFile, { id, title }: Listing, { number, price }: Shelf, inStock: boolean): void {
  const part = shelfPart(number, inStock);
  file.run('INSERT INTO by_newest (shelf, id, price) VALUES (?, ?, ?)', part, id, price);
  file.run('INSERT INTO by_title (shelf, title, id, price) VALUES (?, ?, ?, ?)', part, title, id, price);
  file.run('INSERT INTO by_price (shelf, price, id) VALUES (?, ?, ?)', part, price, id);
}

function take(file: SqliteFile, { id, title }: Listing, { number, price }: Shelf, inStock: boolean): void {
  const part = shelfPart(number, inStock);
  file.run('DELETE FROM by_newest WHERE shelf = ? AND id = ?', part, id);
  file.run('DELETE FROM by_title WHERE shelf = ? AND title = ? AND id = ?', part, title, id);
  file.run('DELETE FROM by_price WHERE shelf = ? AND price = ? AND id = ?', part, price, id);
}
