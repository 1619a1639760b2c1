import { expect, test } from '@jest/globals';
import { person } from './toy/person.ts';
import { totalsView } from './toy.ts';
import { many, ToyHouse } from './toy-house.ts';

const visit = { what: 'bread' };

/** Runs a handler's body, as often as it is asked for. */
async function running(body: ToyHouse['visit']) {
  const house = new ToyHouse();
  house.visit = body;
  const node = await house.open();
  return { house, node };
}

test('The same command makes the same ids, in the order of asking; any other makes others', async () => {
  const made: string[] = [];
  const { node } = await running((_, ctx) => {
    made.push(...['prod', 'prod', 'ord'].map(ctx.newId));
  });
  for (const commandId of ['c1', 'c1', 'c2']) await node.ask('outside.visit', visit, { commandId });
  await node.ask('outside.visit', visit, { commandId: 'c1', tenantId: 'bolt' });
  const [first, again, other, elsewhere] = many(4).map((number) => made.slice(number * 3, number * 3 + 3));
  expect(again).toEqual(first);
  expect(new Set([...(first ?? []), ...(other ?? []), ...(elsewhere ?? [])]).size).toBe(9);
  expect(first?.map((id) => id.slice(0, 4))).toEqual(['prod', 'prod', 'ord_']);
});

test('A handler that is asked again repeats its calls, and they have their effect once', async () => {
  const { node } = await running(async (_, ctx) => {
    const ids = ['one', 'two', 'one'];
    await Promise.all(ids.map((id) => ctx.call('counters.add', { id, by: 1 })));
    await ctx.call('counters.add', { id: 'one', by: 10 }, { id: 'ten' });
  });
  for (const _ of many(3)) await node.ask('outside.visit', visit, { commandId: 'c1' });
  const totals = await Promise.all(['one', 'two'].map((id) => node.ask('counters.show', { id })));
  expect(totals.map(({ total }) => total)).toEqual([12, 1]);
});

test('A handler that is asked again with another body is refused where its calls differ', async () => {
  const { node } = await running(async (what, ctx) => {
    await ctx.call('counters.add', { id: 'one', by: what.length });
  });
  await node.ask('outside.visit', { what: 'a' }, { commandId: 'c1' });
  const other = node.ask('outside.visit', { what: 'bb' }, { commandId: 'c1' });
  await expect(other).rejects.toMatchObject({ type: 'COMMAND_DIFFERS' });
});

test('What is left of the caller’s time travels with its calls', async () => {
  const { house, node } = await running(async (_, ctx) => {
    await new Promise<void>((resolve) => house.world.after(90, resolve));
    await ctx.call('counters.add', { id: 'one', by: 1 });
  });
  node.bendJournal.append = async (pass) => {
    await new Promise<void>((resolve) => house.world.after(50, resolve));
    return pass();
  };
  const before = node.ask('counters.add', { id: 'x', by: 1 });
  const asked = node.ask('outside.visit', visit, { deadlineMs: 100 }).catch(({ type }) => type);
  await house.world.advance(80);
  const during = node.ask('counters.add', { id: 'x', by: 1 });
  await house.world.advance(500);
  expect([await before, await during, await asked]).toEqual([{ total: 1 }, { total: 2 }, 'DEADLINE_PASSED']);
});

test('Calls are made in the caller’s tenant, as the runtime itself', async () => {
  const { node } = await running(async (_, ctx) => {
    await ctx.call('counters.add', { id: 'one', by: 1 });
  });
  await node.ask('outside.visit', visit, { tenantId: 'bolt' });
  expect(await node.ask('counters.show', { id: 'one' })).toMatchObject({ total: 0 });
  expect(await node.ask('counters.show', { id: 'one' }, { tenantId: 'bolt' })).toMatchObject({ total: 1 });
});

test('Read models are found by handlers as they are written', async () => {
  const seen: unknown[] = [];
  const totals = totalsView({ on: false });
  const { node } = await running(async (_, ctx) => {
    seen.push(await ctx.get(totals, 'acme/c1'));
    seen.push(await ctx.count(totals, 'byTotal', ['acme']));
    const { rows, next } = await ctx.find(totals, { index: 'byTotal', where: ['acme'], descending: true, limit: 2 });
    seen.push(rows.map(({ id, total }) => [id, total]));
    const rest = await ctx.find(totals, {
      index: 'byTotal',
      where: ['acme'],
      descending: true,
      limit: 2,
      after: next ?? '',
    });
    seen.push(rest.rows.map(({ id }) => id));
  });
  for (const number of many(3)) await node.ask('counters.add', { id: `c${number}`, by: number + 1 });
  await node.node.settled();
  await node.ask('outside.visit', visit);
  expect(seen).toEqual([
    expect.objectContaining({ id: 'c1', total: 2 }),
    3,
    [
      ['c2', 3],
      ['c1', 2],
    ],
    ['c0'],
  ]);
});

test('The past of an actor is told page by page, with who did it, and without what was forgotten', async () => {
  const past: unknown[] = [];
  const { node } = await running(async (_, ctx) => {
    for (let after = 0; ; ) {
      const page = await ctx.history(person, 'ann', after, 2);
      const last = page.at(-1);
      if (!last) return;
      past.push(...page.map(({ version, by, events }) => [version, by, (events[0] as { name?: unknown }).name]));
      after = last.version;
    }
  });
  await node.ask('people.join', { id: 'ann', name: 'Ann', email: 'ann@example.com' });
  const ann = { kind: 'account', accountId: 'ann', roles: [], staff: {} } as const;
  for (const name of ['Anne', 'Anna']) await node.ask('people.rename', { id: 'ann', name }, { caller: ann });
  await node.ask('outside.visit', visit);
  expect(past).toEqual([
    [1, 'souk', 'Ann'],
    [2, 'ann', 'Anne'],
    [3, 'ann', 'Anna'],
  ]);
  await node.vault.forget('acme/ann');
  past.length = 0;
  await node.ask('outside.visit', visit);
  expect(past.map((entry) => (entry as unknown[])[2])).toEqual([null, null, null]);
});

test('Ops see an actor as it is, and what they see does not live on with it', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.list', { id: 'one', lines: [{ name: 'a', units: 1 }] });
  const seen = await node.node.inspector.actor('acme', 'counter', 'one', 0, 10);
  await node.ask('counters.double', { id: 'one' });
  expect(seen).toMatchObject({ version: 1, state: { lines: [{ units: 1 }] }, events: [{ version: 1 }] });
  const absent = node.node.inspector.actor('acme', 'counter', 'nobody', 0, 10);
  await expect(absent).rejects.toMatchObject({ type: 'NOT_FOUND' });
  await expect(node.node.inspector.actor('acme', 'ghost', 'one', 0, 10)).rejects.toMatchObject({ type: 'NOT_FOUND' });
  await expect(node.node.inspector.replay('nothing')).rejects.toMatchObject({ type: 'NOT_FOUND' });
});
