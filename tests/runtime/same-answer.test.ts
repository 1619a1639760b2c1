import { describe, expect, test } from '@jest/globals';
import { acme, ToyHouse } from './toy-house.ts';

const two = { id: 'one', by: 2 };

describe('The same id gets the same answer', () => {
  test('when it comes again', async () => {
    const node = await new ToyHouse().open();
    const first = await node.call('counters.add', two, { commandId: 'c1' });
    const again = await node.call('counters.add', two, { commandId: 'c1' });
    expect(first).toEqual({ result: { total: 2 }, meta: { stream: acme('counter', 'one'), version: 1 } });
    expect(again).toEqual({
      result: { total: 2 },
      meta: { stream: acme('counter', 'one'), version: 1, replayed: true },
    });
    expect(await node.ask('counters.show', { id: 'one' })).toMatchObject({ total: 2 });
  });
});
