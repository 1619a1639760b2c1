import { expect, test } from '@jest/globals';
import type { Rows } from '../../actors/runtime/rows/rows.ts';
import { byDay, found, idsOf, move, ofAcme, pages, put, remove } from './rows.given.ts';

export function rowTests(rows: () => Rows): void {
  test('the later change of a key wins', async () => {
    await rows().apply(move(0, 1, [...ofAcme({ a: 1, b: 1 }), ...ofAcme({ a: 5 }), remove('acme/b')]));
    await rows().write([remove('acme/c'), ...ofAcme({ c: 3 })]);
    expect(await rows().get('orders', ['acme/a', 'acme/b', 'acme/c'])).toEqual([
      { id: 'a', tenantId: 'acme', day: 5 },
      undefined,
      { id: 'c', tenantId: 'acme', day: 3 },
    ]);
  });

  test('a changed row moves to its new place in every index', async () => {
    await rows().write(ofAcme({ a: 1, b: 2 }));
    await rows().write(ofAcme({ a: 3 }));
    expect(await found(rows())).toEqual(['b', 'a']);
    expect(await found(rows(), { to: 1 })).toEqual([]);
  });

  test('keys are answered in the order asked, also when asked twice or not there', async () => {
    await rows().write(ofAcme({ a: 1, b: 2 }));
    const answer = await rows().get('orders', ['acme/b', 'nobody', 'acme/a', 'acme/b']);
    expect(answer.map((row) => row?.id)).toEqual(['b', undefined, 'a', 'b']);
    expect(await rows().get('orders', [])).toEqual([]);
  });

  test('a row comes back as it was written, whatever its text', async () => {
    const row = {
      tenantId: 'acme',
      day: '日付 🎉 \u0000 "quoted" \ud800',
      nested: { list: [1, null, 'é'] },
      gone: undefined,
    };
    await rows().write([put('acme/ключ-🔑-\u0000', row)]);
    const [read] = await rows().get('orders', ['acme/ключ-🔑-\u0000']);
    expect(read).toEqual(JSON.parse(JSON.stringify(row)));
  });

  test('a row that was handed in or out can be changed without changing what is stored', async () => {
    const row = { id: 'a', tenantId: 'acme', list: [1] };
    await rows().write([put('acme/a', row)]);
    row.list.push(2);
    const [read] = await rows().get('orders', ['acme/a']);
    (read as { list: number[] }).list.push(3);
    expect((await rows().get('orders', ['acme/a']))[0]).toEqual({ id: 'a', tenantId: 'acme', list: [1] });
  });

  test('a query reads only rows under its tenant', async () => {
    await rows().write(ofAcme({ a: 1, b: 2, c: 3 }));
    await rows().write(['acm', 'acme2', 'zeta'].map((tenantId) => put(`${tenantId}/x`, { id: 'x', tenantId, day: 2 })));
    expect(await found(rows(), { limit: 2 })).toEqual(['a', 'b']);
    expect(await pages(rows(), { limit: 2 })).toEqual(['a', 'b', 'c']);
    expect(await pages(rows(), { limit: 1, descending: true })).toEqual(['c', 'b', 'a']);
    expect(await rows().count('orders', 'byDay', ['acme'])).toBe(3);
    expect(await rows().count('orders', 'byDay', ['nobody'])).toBe(0);
  });

  test('a page of one tenant leads nowhere in another', async () => {
    await rows().write(ofAcme({ a: 1, b: 2 }));
    await rows().write([put('zeta/x', { id: 'x', tenantId: 'zeta', day: 2 })]);
    const { next } = await rows().find('orders', byDay({ limit: 1 }));
    const other = await rows().find('orders', byDay({ where: ['zeta'], after: next as string }));
    expect(idsOf(other.rows)).toEqual(['x']);
  });

  test('counts the rows under equal values', async () => {
    await rows().write(ofAcme({ a: 1, b: 1, c: 2, d: '1', e: undefined }));
    expect(await rows().count('orders', 'byDay', ['acme', 1])).toBe(2);
    expect(await rows().count('orders', 'byDay', ['acme'])).toBe(5);
  });
}
