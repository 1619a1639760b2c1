import { expect, test } from '@jest/globals';
import { Turns } from '../../analytics/turns.ts';

/** Two at once, two waiting; time passes when it is told to. */
function twoAtOnce() {
  const late = new Set<() => void>();
  const after = (_: number, run: () => void) => {
    late.add(run);
    return () => void late.delete(run);
  };
  const turns = new Turns({ mostAtOnce: 2, mostWaiting: 2, longestWaitMs: 1_000, after });
  const pass = () => {
    for (const run of late) run();
  };
  return { turns, pass, late };
}

test('A tenant that asks much at once is answered in the order it asked, and another one does not wait for it', async () => {
  const { turns, late } = twoAtOnce();
  const order: string[] = [];
  const ask = async (name: string, what: string) => {
    if (await turns.take(name)) order.push(what);
  };
  await Promise.all([ask('acme', 'first'), ask('acme', 'second')]);
  const waiting = [ask('acme', 'third'), ask('acme', 'fourth')];
  await ask('other', 'theirs');
  expect(order).toEqual(['first', 'second', 'theirs']);
  turns.leave('acme');
  turns.leave('acme');
  await Promise.all(waiting);
  expect([order, late.size]).toEqual([['first', 'second', 'theirs', 'third', 'fourth'], 0]);
});

test('A question too many is refused at once, and one that waited too long after that', async () => {
  const { turns, pass } = twoAtOnce();
  await Promise.all([turns.take('acme'), turns.take('acme')]);
  const waiting = [turns.take('acme'), turns.take('acme')];
  expect(await turns.take('acme')).toBe(false);
  pass();
  expect(await Promise.all(waiting)).toEqual([false, false]);
  turns.leave('acme');
  expect(await turns.take('acme')).toBe(true);
});
