import { expect, test } from '@jest/globals';
import { subjects } from '../../../../actors/analytics/own-question.ts';
import {
  aboutOther,
  fieldsOf,
  firstQuestion,
  isOverTime,
  offered,
  ownPieces,
  readOwn,
  withDimension,
  withMeasure,
  withOnly,
} from '../../../../gateway/web/dashboards/own/own-question.ts';
import { readPinned, withPinned, writePinned } from '../../../../gateway/web/dashboards/own/pinned.ts';

test('pages offer what analytics allows, and all of it', () => {
  expect(offered).toEqual(subjects);
});

test('a question that stands in an address is read, and anything else is the first question', () => {
  const own = { of: 'visits', measures: ['sessions'], by: ['device'], where: [{ field: 'device', is: ['phone'] }] };
  expect(readOwn(JSON.stringify(own))).toEqual(own);
  const others = [
    undefined,
    'rubbish',
    '{}',
    '[]',
    '{"of":"money","measures":["gross"]}',
    '{"of":"lines","measures":[]}',
  ];
  for (const text of [...others, '{"of":"lines","measures":["gross"],"by":["moon"]}']) {
    expect(readOwn(text)).toEqual(firstQuestion);
  }
});

test('a question about another subject keeps what that one has, and asks for something in any case', () => {
  const own = { of: 'lines', measures: ['gross', 'units'], by: ['product', 'time'], where: [] } as const;
  expect(aboutOther(own, 'sales')).toEqual({ of: 'sales', measures: ['gross', 'units'], by: ['time'] });
  expect(aboutOther(own, 'visits')).toEqual({ of: 'visits', measures: ['visits'], by: ['product', 'time'] });
});

test('the last measure stays, and a fourth way to tell things apart takes the place of the first', () => {
  const one = { of: 'lines', measures: ['gross'], by: ['time', 'vendor', 'product'] } as const;
  expect(withMeasure(one, 'gross', false)).toEqual(one);
  expect(withMeasure(one, 'units', true).measures).toEqual(['gross', 'units']);
  expect(withDimension(one, 'country', true).by).toEqual(['vendor', 'product', 'country']);
  expect(withDimension(one, 'vendor', false).by).toEqual(['time', 'product']);
});

test('what tells the items apart is all that was not added up', () => {
  expect(fieldsOf([{ productId: 'a', currency: 'GBP', gross: 1 }], ['gross'])).toEqual(['productId', 'currency']);
  expect(fieldsOf([], ['gross'])).toEqual([]);
});

test('what is told by time alone is a line: of one currency, from the first piece to the last', () => {
  expect(isOverTime({ of: 'lines', measures: ['gross'], by: ['time'] })).toBe(true);
  expect(isOverTime({ of: 'lines', measures: ['gross'], by: ['time', 'vendor'] })).toBe(false);
  const items = [
    { start: '2026-11-02', currency: 'GBP', gross: 5 },
    { start: '2026-11-01', currency: 'GBP', gross: 7 },
    { start: '2026-11-01', currency: 'EUR', gross: 9 },
  ];
  expect(ownPieces(items, 'gross', 'GBP')).toEqual([
    { start: '2026-11-01', value: 7 },
    { start: '2026-11-02', value: 5 },
  ]);
  expect(ownPieces([{ start: '2026-11-01', visits: 3 }], 'visits', 'GBP')).toEqual([{ start: '2026-11-01', value: 3 }]);
});

test('a question of everything is narrowed to nothing', () => {
  const own = { of: 'lines', measures: ['gross'], where: [{ field: 'country', is: ['GB'] }] } as const;
  expect(withOnly(own, undefined)).toEqual({ of: 'lines', measures: ['gross'] });
});

test('a board keeps the order of its questions, each once, and of too many the last', () => {
  expect(withPinned(readPinned('b,a,b,'), 'c', true)).toEqual(['b', 'a', 'c']);
  expect(withPinned(['b', 'a'], 'b', false)).toEqual(['a']);
  const many = Array.from({ length: 12 }, (_, at) => `q${at}`);
  expect(readPinned(writePinned(withPinned(many, 'last', true)))).toEqual([...many.slice(1), 'last']);
});
