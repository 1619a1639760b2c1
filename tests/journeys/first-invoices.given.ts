import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from './souk-process.ts';

/** The first invoices of a real month, with all that stands between them; `rows` has no header. */
export function firstInvoices(count: number): { readonly csv: string; readonly rows: number } {
  const month = gunzipSync(readFileSync(join(ROOT, 'datasets/online-retail-2010-12.csv.gz'))).toString();
  const [header = '', ...lines] = month.trimEnd().split('\n');
  const seen = new Set<string>();
  const rows = lines.findIndex((line) => seen.add(line.split(',')[0] ?? '').size > count);
  return { csv: `${[header, ...lines.slice(0, rows)].join('\n')}\n`, rows };
}
