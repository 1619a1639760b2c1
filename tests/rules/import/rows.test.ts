import { describe, expect, test } from '@jest/globals';
import { countryCode } from '../../../cli/import/countries.ts';
import { Month } from '../../../cli/import/month.ts';
import { instantOf, isListed, penceOf, type RawRow, readRow } from '../../../cli/import/rows.ts';

const row = (over: Partial<RawRow> = {}): RawRow => ({
  InvoiceNo: '536365',
  StockCode: '85123a',
  Description: ' WHITE HEART ',
  Quantity: '6',
  InvoiceDate: '2010-12-01T08:26:00',
  UnitPrice: '2.55',
  CustomerID: '17850.0',
  Country: 'EIRE',
  ...over,
});

const classOf = (over: Partial<RawRow>): string => {
  const read = readRow(row(over), 2);
  return isListed(read) ? read.reason : read.class;
};

describe('a row of the file', () => {
  test('is read as it was meant', () => {
    expect(readRow(row(), 2)).toEqual({
      class: 'sale',
      line: 2,
      invoice: '536365',
      code: '85123A',
      description: 'WHITE HEART',
      quantity: 6,
      at: Date.UTC(2010, 11, 1, 8, 26),
      pence: 255,
      customer: '17850',
      country: 'EIRE',
    });
  });
  test.each([
    [{ InvoiceNo: 'C536379', Quantity: '-1' }, 'credit'],
    [{ InvoiceNo: 'A563185', UnitPrice: '-11062.06' }, 'badDebt'],
    [{ UnitPrice: '0.001' }, 'subPenny'],
    [{ UnitPrice: '0', Quantity: '-10' }, 'adjustment'],
    [{ UnitPrice: '0', Quantity: '0' }, 'Quantity 0 is no sale'],
    [{ Quantity: '-3' }, 'Quantity -3 is no sale'],
    [{ Quantity: '1.5' }, 'Quantity is no whole number'],
    [{ Quantity: '1000001' }, 'Quantity is beyond 1000000'],
    [{ UnitPrice: 'free' }, 'UnitPrice is no amount'],
    [{ InvoiceDate: '2010-13-01T00:00:00' }, 'InvoiceDate is no date'],
    [{ StockCode: ' ' }, 'StockCode is missing or longer than 64'],
    [{ InvoiceNo: '' }, 'InvoiceNo is no number'],
  ])('%o is told apart: %s', (over, expected) => {
    expect(classOf(over)).toBe(expected);
  });
});

test('pounds become pence without a float in between', () => {
  expect(['2.55', '13541.33', '1', '0.1', '2.550', '-3.39'].map(penceOf)).toEqual([255, 1_354_133, 100, 10, 255, -339]);
  expect(Number.isInteger(penceOf('2.555'))).toBe(false);
});

test('dates of both copies of the data set are read, and days that never were are not', () => {
  expect(instantOf('12/1/2010 8:26')).toBe(Date.UTC(2010, 11, 1, 8, 26));
  expect(instantOf('2010-12-01 08:26')).toBe(Date.UTC(2010, 11, 1, 8, 26));
  const never = ['2010-02-30T00:00:00', '2010-12-01T08:26:60', '0010-12-01T08:26:00', 'yesterday'];
  expect(never.map(instantOf)).toEqual(never.map(() => undefined));
});

test('names of countries become codes, also those that no standard has', () => {
  expect(['United Kingdom', 'EIRE', 'Channel Islands', 'Germany', 'Unspecified'].map(countryCode)).toEqual([
    'GB',
    'IE',
    'JE',
    'DE',
    'ZZ',
  ]);
  expect(['__proto__', 'constructor'].map(countryCode)).toEqual(['ZZ', 'ZZ']);
});

test('the opening stock of a code is what the file sells and writes off; a service has none', () => {
  const month = new Month();
  const rows = [row(), row({ Quantity: '4' }), row({ UnitPrice: '0', Quantity: '-3' }), row({ StockCode: 'POST' })];
  for (const raw of rows) {
    const read = readRow(raw, 2);
    if (!isListed(read)) month.add(read);
  }
  const { codes, invoices } = month.trade();
  expect([codes.get('85123A')?.opening, codes.get('POST')?.opening, invoices.length]).toEqual([13, 0, 1]);
});
