import { expect, test } from '@jest/globals';
import type { Change, Query, Rows } from '../../actors/runtime/rows/rows.ts';
import { byDay, found, ofAcme, pages, put, remove } from './rows.given.ts';

export function pagingTests(rows: () => Rows): void {
  const mixed = { none: undefined, minus: -5, zero: 0, half: 0.5, ten: 10, big: 2 ** 53 - 1, '': '', A: 'A', a: 'a' };
  const order = ['none', 'minus', 'zero', 'half', 'ten', 'big', '', 'A', 'a'];

  test.each([1, 2, 100])('missing comes before numbers and numbers before text, in pages of %i', async (limit) => {
    await rows().write(ofAcme(mixed).reverse());
    expect(await pages(rows(), { limit })).toEqual(order);
    expect(await pages(rows(), { limit, descending: true })).toEqual([...order].reverse());
  });

  test('a text that looks like a number is a text', async () => {
    await rows().write(ofAcme({ text: '9', number: 10 }));
    expect(await found(rows(), { where: ['acme', '9'] })).toEqual(['text']);
    expect(await found(rows(), { where: ['acme', 9] })).toEqual([]);
    expect(await found(rows())).toEqual(['number', 'text']);
  });

  test('text is ordered by code point', async () => {
    const texts = ['Z', 'a', 'é', '\uFFFD', '🎉', '🎉a'];
    await rows().write(texts.map((day, place) => put(`acme/${9 - place}`, { id: day, tenantId: 'acme', day })));
    expect(await pages(rows(), { limit: 1 })).toEqual(texts);
    expect(await found(rows(), { from: 'é', to: '\uFFFD' })).toEqual(['é', '\uFFFD']);
  });

  test.each([
    ['numbers from', { from: 0.5 }, ['half', 'ten', 'big']],
    ['numbers up to', { to: 0 }, ['minus', 'zero']],
    ['numbers between', { from: 0, to: 10 }, ['zero', 'half', 'ten']],
    ['texts from', { from: 'A' }, ['A', 'a']],
    ['texts up to', { to: 'A' }, ['', 'A']],
    ['nothing between', { from: 11, to: 12 }, []],
    ['nothing between bounds that crossed', { from: 10, to: 0 }, []],
  ] as const)('bounds are inclusive and of one type: %s', async (_name, bounds, expected) => {
    await rows().write(ofAcme(mixed));
    expect(await pages(rows(), { ...bounds, limit: 2 })).toEqual(expected);
    expect(await pages(rows(), { ...bounds, limit: 1, descending: true })).toEqual([...expected].reverse());
  });

  test.each([true, false])(
    'no row comes twice or is skipped when others come and go between pages (descending: %s)',
    async (descending) => {
      const kept = Array.from({ length: 20 }, (_, place) => `k${String(place).padStart(2, '0')}`);
      await rows().write(
        ofAcme(Object.fromEntries(kept.map((id, place) => [id, place % 3 === 0 ? undefined : place % 5]))),
      );
      let round = 0;
      const seen = await pages(rows(), { limit: 3, descending }, async () => {
        round += 1;
        const extra = [`a${round}`, `k${round}x`, `z${round}`];
        await rows().write(ofAcme(Object.fromEntries(extra.map((id, place) => [id, [undefined, 2, 'text'][place]]))));
        await rows().write([remove(`acme/a${round - 1}`)]);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => kept.includes(id as string)).sort()).toEqual(kept);
    },
  );

  test('a page goes on after a row that has gone meanwhile', async () => {
    await rows().write(ofAcme({ a: 1, b: 1, c: 2 }));
    const { next } = await rows().find('orders', byDay({ limit: 2 }));
    await rows().write([remove('acme/b')]);
    expect(await found(rows(), { after: next as string })).toEqual(['c']);
  });

  test('the last page has no next, also when it is full', async () => {
    await rows().write(ofAcme({ a: 1, b: 2 }));
    expect((await rows().find('orders', byDay({ limit: 2 }))).next).toBeUndefined();
    expect(await rows().find('orders', byDay({ where: ['nobody'] }))).toEqual({ rows: [] });
  });

  test('an index of more fields orders by each of them, then by key', async () => {
    const of = (id: string, vendorId: string, total?: number): Change =>
      put(`acme/${id}`, { id, tenantId: 'acme', vendorId, total });
    await rows().write([of('d', 'v1', 3), of('c', 'v1', 3), of('a', 'v2', 1), of('b', 'v1', 9), of('e', 'v1')]);
    const vendor: Partial<Query> = { index: 'byVendor', where: ['acme', 'v1'], limit: 1 };
    expect(await pages(rows(), vendor)).toEqual(['e', 'c', 'd', 'b']);
    expect(await pages(rows(), { ...vendor, where: ['acme'], descending: true })).toEqual(['a', 'b', 'd', 'c', 'e']);
    expect(await pages(rows(), { ...vendor, where: ['acme', 'v1', 3], descending: true })).toEqual(['d', 'c']);
    expect(await pages(rows(), { ...vendor, from: 3, to: 5 })).toEqual(['c', 'd']);
  });

  test('long texts are told apart by their key', async () => {
    const long = 'x'.repeat(5_000);
    await rows().write(ofAcme({ b: `${long}1`, a: `${long}2` }));
    expect(await pages(rows(), { limit: 1 })).toEqual(['a', 'b']);
    expect(await found(rows(), { where: ['acme', `${long}1`] })).toEqual(['a', 'b']);
  });
}
