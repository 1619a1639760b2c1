import { expect, test } from '@jest/globals';
import { Seal } from '../../../actors/runtime/cluster/seal.ts';
import { hour, minute } from '../../../actors/runtime/time.ts';
import { FakeWorld } from '../fake-world.ts';

const world = new FakeWorld();
const sealOf = (node: string, secret = 'of this install') => new Seal(secret, node, world);
const said = [Buffer.from('reserve '), Buffer.from('two')];

test('What a node says is opened by every other one, and tells who said it', () => {
  const opened = sealOf('b').open('to.b', sealOf('a').seal('to.b', said));
  expect(opened).toMatchObject({ from: 'a' });
  expect(opened?.body.toString()).toBe('reserve two');
});

test('Whoever has another secret is not heard', () => {
  expect(sealOf('b').open('to.b', sealOf('a', 'a guess').seal('to.b', said))).toBeUndefined();
});

test('What was said once is not heard twice, nor what was said before it', () => {
  const [a, b] = [sealOf('a'), sealOf('b')];
  const [first, second] = [a.seal('to.b', said), a.seal('to.b', said)];
  expect(b.open('to.b', second)).toBeDefined();
  expect(b.open('to.b', second)).toBeUndefined();
  expect(b.open('to.b', first)).toBeUndefined();
});

test('What was said to one is not heard by another subject', () => {
  expect(sealOf('c').open('to.c', sealOf('a').seal('to.b', said))).toBeUndefined();
});

test('A change of any byte is seen', () => {
  const [a, b] = [sealOf('a'), sealOf('b')];
  const length = a.seal('to.b', said).length;
  for (let place = 0; place < length; place += 1) {
    const changed = a.seal('to.b', said);
    changed[place] = (changed[place] as number) ^ 1;
    expect(b.open('to.b', changed)).toBeUndefined();
  }
});

test('What is cut short is not heard, and does no harm', () => {
  const b = sealOf('b');
  const whole = sealOf('a').seal('to.b', said);
  for (let length = 0; length < whole.length; length += 1)
    expect(b.open('to.b', whole.subarray(0, length))).toBeUndefined();
});

test('Clocks may differ by 5 minutes; what is older was recorded', async () => {
  const [a, b] = [sealOf('a'), sealOf('b')];
  const late = a.seal('to.b', said);
  const later = a.seal('to.b', said);
  await world.advance(5 * minute);
  expect(b.open('to.b', late)).toBeDefined();
  await world.advance(1);
  expect(b.open('to.b', later)).toBeUndefined();
});

test('Keys change with the hour, and what was said just before it is still heard', async () => {
  const [a, b] = [sealOf('a'), sealOf('b')];
  await world.advance(hour - (world.now() % hour) - 1);
  const before = a.seal('to.b', said);
  await world.advance(1);
  expect(b.open('to.b', before)).toBeDefined();
  expect(b.open('to.b', a.seal('to.b', said))).toBeDefined();
});
