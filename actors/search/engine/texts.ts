import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import type { ProductDocument } from '../product-index.ts';
import { numberedTenant, type Shelf } from './shelves.ts';
import { type ProductText, productText, productTokens, spaced, unspaced } from './words.ts';

/** `product_texts` holds the words that a walk compares; in `product_words` they are found. */
export const textSchema = `
  CREATE TABLE IF NOT EXISTS product_texts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, words TEXT NOT NULL,
    shelves TEXT NOT NULL);
  CREATE VIRTUAL TABLE IF NOT EXISTS product_words
    USING fts5(words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');`;

type Text = { readonly tenantId: string; readonly text: ProductText; readonly shelves: readonly number[] };

/** Product id -> its text; undefined: it goes. */
export type TextChanges = Map<bigint, Text | undefined>;

type Described = Pick<ProductDocument, 'tenantId' | 'title' | 'description'>;

export const textOf = ({ tenantId, title, description }: Described, shelves: readonly Shelf[]): Text => ({
  tenantId,
  text: productText(title, description),
  shelves: shelves.map(({ number }) => number),
});

/** The same words on other shelves, whether they are written yet or on their way. */
export function onShelves(
  file: SqliteFile,
  tenantId: string,
  id: bigint,
  shelves: readonly Shelf[],
  changes: TextChanges,
): Text | undefined {
  const text = changes.get(id)?.text ?? storedWords(file, id);
  return text && { tenantId, text, shelves: shelves.map(({ number }) => number) };
}

function storedWords(file: SqliteFile, id: bigint): ProductText | undefined {
  const stored = file.one<StoredText>('SELECT title, words, shelves FROM product_texts WHERE id = ?', id);
  return stored && { title: unspaced(stored.title), all: unspaced(stored.words) };
}

/** In ascending order: FTS5 gathers rows in memory and writes them out as soon as an id is lower than the one before. */
export function storeTexts(file: SqliteFile, changes: TextChanges): void {
  const ascending = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [id, text] of ascending) storeText(file, id, text);
}

type StoredText = { readonly title: string; readonly words: string; readonly shelves: string };

/** Most changes leave words and shelves as they are: writing them is the dearest part of a change. */
function storeText(file: SqliteFile, id: bigint, text: Text | undefined): void {
  const before = file.one<StoredText>('SELECT title, words, shelves FROM product_texts WHERE id = ?', id);
  const after = text && storedText(text);
  if (before?.title === after?.title && before?.words === after?.words && before?.shelves === after?.shelves) return;
  if (before) file.run('DELETE FROM product_words WHERE rowid = ?', id);
  if (text && after) insertText(file, id, text, after);
  else file.run('DELETE FROM product_texts WHERE id = ?', id);
}

const storedText = ({ text, shelves }: Text): StoredText => ({
  title: spaced(text.title),
  words: spaced(text.all),
  shelves: shelves.join(' '),
});

function insertText(file: SqliteFile, id: bigint, { tenantId, text, shelves }: Text, stored: StoredText): void {
  const tokens = productTokens(numberedTenant(file, tenantId), text, shelves);
  file.run('INSERT INTO product_words (rowid, words) VALUES (?, ?)', id, tokens);
  const replace = 'INSERT OR REPLACE INTO product_texts (id, title, words, shelves) VALUES (?, ?, ?, ?)';
  file.run(replace, id, stored.title, stored.words, stored.shelves);
}
