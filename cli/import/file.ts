import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { type Info, parse } from 'csv-parse';
import { Month, type Trade } from './month.ts';
import { type Column, isListed, type RawRow, readRow } from './rows.ts';

/** One sentence: what is wrong with the file. Nothing has been changed. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** Other copies of the data set call some columns by other names. */
const aliases: Readonly<Record<string, Column>> = {
  invoice: 'InvoiceNo',
  invoiceno: 'InvoiceNo',
  stockcode: 'StockCode',
  description: 'Description',
  quantity: 'Quantity',
  invoicedate: 'InvoiceDate',
  price: 'UnitPrice',
  unitprice: 'UnitPrice',
  customerid: 'CustomerID',
  country: 'Country',
};
const columns: readonly Column[] = [...new Set(Object.values(aliases))];
const maxRecordBytes = 64 * 1024;

function columnOf(name: string): string {
  const plain = name.replaceAll(/[\s_]/g, '').toLowerCase();
  return (Object.hasOwn(aliases, plain) && aliases[plain]) || name;
}

/** Reads the whole file before anything is changed. `onBytes` hears how much of it has been read. */
export async function readTrade(path: string, onBytes: (bytes: number) => void = () => undefined): Promise<Trade> {
  await check(path);
  const month = new Month();
  const source = createReadStream(path).on('data', (chunk) => onBytes(chunk.length));
  const plain = path.endsWith('.gz')
    ? source.pipe(createGunzip()).on('error', (error) => parser.destroy(error))
    : source;
  const parser = parse({
    columns: (names: string[]) => named(path, names),
    bom: true,
    info: true,
    relax_column_count: true,
    max_record_size: maxRecordBytes,
    skip_empty_lines: true,
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const found of plain.pipe(parser) as AsyncIterable<Found>) addRow(month, found);
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(`${path} is not readable as CSV: ${messageOf(error)}`);
  }
  const trade = month.trade();
  if (trade.rows === 0) throw new FileError(`${path} has no rows`);
  return trade;
}

type Found = { readonly record: Partial<RawRow>; readonly info: Info };

function addRow(month: Month, { record, info }: Found): void {
  const missing = columns.find((column) => record[column] === undefined);
  if (missing) return month.list({ line: info.lines, reason: `${missing} is missing` });
  const row = readRow(record as RawRow, info.lines);
  if (isListed(row)) month.list(row);
  else month.add(row);
}

function named(path: string, names: readonly string[]): string[] {
  const found = names.map(columnOf);
  const missing = columns.filter((column) => !found.includes(column));
  if (missing.length > 0) throw new FileError(`${path} has no column ${missing.join(', ')}`);
  return found;
}

async function check(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new FileError(`${path} is not there, or is no file`);
  if (found.size === 0) throw new FileError(`${path} is empty`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
