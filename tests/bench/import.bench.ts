import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, type Conditions, some } from './bench.ts';
import { leash, type Workshop } from './kit/workshop.ts';
import { atLeast, fact, type Row } from './row.ts';

const linesOfOrder = 20;
const minute = 60_000;
const opening = Date.UTC(2026, 10, 2, 8);

type Month = { readonly products: number; readonly orders: number };
type Report = { readonly productsPerSecond: number; readonly ordersPerSecond: number; readonly equal: boolean };

/** A retailer's month: every product is sold, each order a minute after the one before. */
function csvOf({ products, orders }: Month): string {
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  for (let order = 0; order < orders; order += 1) {
    const at = new Date(opening + order * minute).toISOString().slice(0, 19);
    for (let line = 0; line < linesOfOrder; line += 1) {
      const product = (order * linesOfOrder + line) % products;
      const customer = 10_000 + (order % 500);
      lines.push(
        `${500_000 + order},${10_000 + product},PRODUCT ${product},${1 + (line % 5)},${at},2.55,${customer},United Kingdom`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

async function importInto(workshop: Workshop, month: Month): Promise<Report> {
  const directory = workshop.directory('import');
  const [file, report] = [join(directory, 'month.csv'), join(directory, 'report.json')];
  writeFileSync(file, csvOf(month));
  const env = { DATA_DIR: join(directory, 'data') };
  const child = workshop.start('cli/import.ts', { flags: leash, args: [file, '--report', report], env, ours: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      said = `${said}${text}`.slice(-2_000);
    });
  }
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`);
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

export const importing: Bench = {
  name: 'import',
  run: async (conditions: Conditions): Promise<Row[]> => {
    const { workshop, machine } = conditions;
    const month = { products: some(conditions, 3_000, 1_000), orders: some(conditions, 1_200, 200) };
    const { productsPerSecond, ordersPerSecond, equal } = await importInto(workshop, month);
    return [
      atLeast(machine, 'import, products', '/s', productsPerSecond, 5_000),
      atLeast(machine, 'import, orders of 20 lines', '/s', ordersPerSecond, 300),
      fact('import, reconciled lines that differ', '', equal ? 0 : 1, 'none', equal),
    ];
  },
};
