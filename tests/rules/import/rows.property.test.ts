import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { countryCode } from '../../../cli/import/countries.ts';
import { FileError, readTrade } from '../../../cli/import/file.ts';
import { Month } from '../../../cli/import/month.ts';
import { type Column, instantOf, isListed, penceOf, type RawRow, readRow } from '../../../cli/import/rows.ts';

// A hundred files are written and read.
jest.setTimeout(60_000);

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', ' ', '-0', '0.00', '1e9', 'NaN', '99999999999999', '-1', '__proto__', 'C', 'A1'),
);
const field = (...usual: readonly string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: odd });
const row = fc.record<RawRow>({
  InvoiceNo: field('536365', 'C536365', 'A563185'),
  StockCode: field('85123a', 'POST', '__proto__', 'constructor'),
  Description: field('WHITE HEART', ''),
  Quantity: field('6', '-6', '0', '1000000', '1000001'),
  InvoiceDate: field('2010-12-01T08:26:00', '12/1/2010 8:26', '2010-02-29 00:00'),
  UnitPrice: field('2.55', '0', '0.001', '-11062.06', '9999999999.99'),
  CustomerID: field('17850.0', ''),
  Country: field('United Kingdom', '__proto__'),
} satisfies Record<Column, fc.Arbitrary<string>>);

test('whatever stands in a row of the file, it is used or listed with its reason', () => {
  fc.assert(
    fc.property(row, fc.nat(), (raw, line) => {
      const read = readRow(raw, line);
      expect(read.line).toBe(line);
      if (isListed(read)) return expect(read.reason).not.toBe('');
      expect([read.quantity, read.at].every(Number.isSafeInteger)).toBe(true);
      expect(Math.abs(read.quantity)).toBeLessThanOrEqual(1_000_000);
      if (read.class === 'sale' || read.class === 'adjustment') expect(Number.isSafeInteger(read.pence)).toBe(true);
      if (read.class === 'sale') expect(Math.min(read.quantity, read.pence)).toBeGreaterThan(0);
      expect(countryCode(read.country)).toMatch(/^[A-Z]{2}$/);
    }),
    { numRuns: 500 },
  );
});

test('whatever rows a month has, its opening stock is what it sells and writes off', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const month = new Month();
      for (const [place, raw] of rows.entries()) {
        const read = readRow(raw, place + 2);
        if (isListed(read)) month.list(read);
        else month.add(read);
      }
      const { codes, rows: counted } = month.trade();
      expect(counted).toBe(rows.length);
      for (const { opening } of codes.values())
        expect([Number.isSafeInteger(opening), opening >= 0]).toEqual([true, true]);
    }),
  );
});

test('an amount is read exactly as it was written', () => {
  const pence = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 });
  fc.assert(
    fc.property(pence, fc.nat({ max: 3 }), (amount, zeros) => {
      const digits = String(Math.abs(amount)).padStart(3, '0');
      const text = `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}${'0'.repeat(zeros)}`;
      expect(penceOf(text)).toBe(amount);
      expect(penceOf(text.replace(/\.?0+$/, ''))).toBe(amount);
    }),
  );
});

const two = (n: number) => String(n).padStart(2, '0');

test('a date is read as the instant it names, and a day or an hour that never was is not', () => {
  const part = (min: number, max: number) => fc.integer({ min, max });
  fc.assert(
    fc.property(
      fc.tuple(part(0, 9_999), part(0, 13), part(0, 32), part(0, 25), part(0, 61), part(0, 61)),
      ([year, month, day, hour, minute, second]) => {
        const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
        const at = Date.parse(`${text}Z`);
        const isReal = year > 99 && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
        expect([text, instantOf(text)]).toEqual([text, isReal ? at : undefined]);
      },
    ),
    { numRuns: 1_000 },
  );
  fc.assert(fc.property(odd, (text) => expect([undefined, 'number']).toContain(instantOf(text) && 'number')));
});

test('whatever bytes a file holds, it is read, or refused in one sentence', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'souk-rows-'));
  const path = join(directory, 'some.csv');
  const names = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
  const head = fc.constantFrom(
    names,
    `${names},constructor,__proto__`,
    `\ufeff${names.toLowerCase()}`,
    names.slice(9),
    '',
  );
  const cell = fc.oneof(odd, fc.constantFrom('"', '""', ',', '\r', '\n', '6', '2010-12-01T08:26:00', '2.55'));
  const lines = fc.array(
    fc.array(cell, { maxLength: 10 }).map((cells) => cells.join()),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(head, lines, async (first, rest) => {
      writeFileSync(path, [first, ...rest].join('\n'));
      const read = await readTrade(path).catch((error: unknown) => error);
      if (read instanceof Error)
        expect([read, read.message.split('\n')]).toEqual([expect.any(FileError), [read.message]]);
      else expect(read).toMatchObject({ rows: expect.any(Number), codes: expect.any(Map) });
    }),
  );
  rmSync(directory, { recursive: true });
});
