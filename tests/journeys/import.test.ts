import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AnalyticsActions } from '../../actors/analytics/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import type { Report } from '../../cli/import/report.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { readSales } from '../analytics/oracle/month.ts';
import { compare } from '../analytics/oracle/questions.ts';
import { eventually } from './eventually.ts';
import { firstInvoices } from './first-invoices.given.ts';
import { type Running, run, type Souk, startSouk, temporaryDirectory } from './souk-process.ts';
import { operatorOf } from './tenants.given.ts';
import { visitor } from './visitor.ts';

const invoices = 200;
/** An import is thousands of commands. */
const longestMs = 150_000;

let folder: string;
let file: string;
let rows: number;

beforeAll(async () => {
  folder = temporaryDirectory();
  file = join(folder, 'first-days.csv');
  const { csv, rows: count } = firstInvoices(invoices);
  await writeFile(file, csv);
  rows = count;
});

const importing = (directory: string, ...args: readonly string[]): Running =>
  run('import', args.length > 0 ? args : [file], { DATA_DIR: directory });

type Done = Report & { readonly printed: string };

/** The whole import, and what it reported. */
async function reconciled(directory: string): Promise<Done> {
  const report = join(temporaryDirectory(), 'report.json');
  const running = importing(directory, file, '--report', report);
  const code = await running.ended;
  if (code !== 0) throw new Error(`the import ended with ${code}:\n${running.printed()}`);
  return { ...JSON.parse(await readFile(report, 'utf8')), printed: running.printed() };
}

/** Everything of the journal is in the figures. */
async function isCounted({ url }: Souk): Promise<boolean> {
  const { checks } = await visitor(url).get<Readiness>('//health/ready');
  return checks.analytics?.detail === '0 batches behind';
}

type Readiness = { readonly checks: Readonly<Record<string, { readonly detail?: string } | undefined>> };

const soukOf = ({ reconciliation }: Report, what: string): number | undefined =>
  reconciliation.find((line) => line.what === what)?.souk;

describe('an import of the first days of a real month', () => {
  let directory: string;
  let whole: Done;

  test('that is killed again and again goes on where it was, and reconciles with nothing doubled', async () => {
    directory = temporaryDirectory();
    for (const moment of [/ products \d+/, / orders (?:[6-9]\d|1\d\d)\//]) {
      const running = importing(directory);
      await Promise.race([
        eventually(`it prints ${moment}`, () => moment.test(running.printed()), longestMs),
        running.ended.then(() => expect(running.printed()).toMatch(moment)),
      ]);
      running.signal('SIGKILL');
      await running.ended;
    }
    whole = await reconciled(directory);
    expect(whole).toMatchObject({ equal: true, rows });
    expect(soukOf(whole, 'orders confirmed')).toBe(whole.classes.find((one) => one.class === 'sale')?.invoices);
  });

  test('changes nothing once it is done, through the Souk that now sells what it brought', async () => {
    const souk = await startSouk({ directory });
    const { printed, reconciliation } = await reconciled(directory);
    expect(printed).toContain('Through the running Souk');
    expect(printed).toContain('Every line is equal.');
    expect(reconciliation).toEqual(whole.reconciliation);
    const shopper = visitor(souk.url, { 'souk-tenant': 'online-retail' });
    const { items } = await shopper.get<PageOf<ListedProduct>>('/products?q=white%20hanging%20heart&limit=5');
    expect(items[0]?.variants[0]).toMatchObject({ vendorSku: '85123A', prices: { GBP: expect.any(Number) } });
    expect(await souk.stop()).toBe(0);
  });

  (hasEngine ? test : test.skip)('gives the figures that another hand reads in the file', async () => {
    const souk = await startSouk({ directory, env: { ANALYTICS: 'on' } });
    const analyst = await operatorOf(souk, 'online-retail');
    await eventually('all is counted', () => isCounted(souk), 50_000);
    for (const { question, souk: answered, file: read } of await compare(analyst, readSales(file))) {
      expect({ question, answer: answered }).toEqual({ question, answer: read });
    }
    const { equal, compared } =
      await analyst.get<AnalyticsActions['analytics.reconcile']['result']>('/analytics/reconciliation');
    expect([equal, compared >= 10]).toEqual([true, true]);
    expect(await souk.stop()).toBe(0);
  });

  test('goes through a Souk from the beginning, and on after that one was killed', async () => {
    const souk = await startSouk();
    const running = importing(souk.directory);
    await eventually('it sells', () => / orders \d+/.test(running.printed()), longestMs);
    await souk.kill();
    // A door that is gone is retried for a while; whoever runs the import ends it sooner.
    running.signal('SIGINT');
    await running.ended;
    const { reconciliation, equal } = await reconciled(souk.directory);
    expect({ equal, reconciliation }).toEqual({ equal: true, reconciliation: whole.reconciliation });
    const verifying = run('journal', ['verify'], { DATA_DIR: souk.directory });
    expect(await verifying.ended).toBe(0);
  });
});

describe('a file that is none', () => {
  const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'empty.csv': '',
    'only-a-header.csv': header,
    'other-columns.csv': 'a,b,c\n1,2,3\n',
    'an-open-quote.csv': `${header}"536365,85123A\n`,
    'an-image.csv': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'not-packed.csv.gz': header,
    'packed-and-cut.csv.gz': gzipSync(Buffer.alloc(100_000, 'x,')).subarray(0, 60),
  };

  test.each(Object.entries(files))('as %s changes nothing, and is told of in one sentence', async (name, content) => {
    const path = join(folder, name);
    await writeFile(path, content);
    await expectRefused(path);
  });

  test('that is a folder, or not there at all, too', async () => {
    await mkdir(join(folder, 'folder.csv'));
    for (const name of ['folder.csv', 'nothing.csv']) await expectRefused(join(folder, name));
  });

  test('is not asked for by a command that nobody can read', async () => {
    for (const args of [[], [file, '--tenant', 'No Tenant'], [file, '--speed', 'fast'], [file, '--nonsense']]) {
      const directory = temporaryDirectory();
      const running = run('import', args, { DATA_DIR: directory });
      expect(await running.ended).toBe(1);
      expect(running.printed()).not.toMatch(/\n +at /);
      expect(readdirSync(directory)).toEqual([]);
    }
  });
});

async function expectRefused(path: string): Promise<void> {
  const directory = temporaryDirectory();
  const running = importing(directory, path);
  expect(await running.ended).toBe(1);
  expect(running.printed()).toContain(path);
  expect(running.printed().trimEnd().split('\n')).toHaveLength(1);
  expect(readdirSync(directory)).toEqual([]);
}
