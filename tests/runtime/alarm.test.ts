import { expect, test } from '@jest/globals';
import { Alarm } from '../../actors/runtime/feed/alarm.ts';
import { FakeWorld, morning } from './fake-world.ts';
import { gate } from './faults.ts';

test('It rings at the soonest time that anybody asked for, and once for all who asked', async () => {
  const world = new FakeWorld();
  const rung: number[] = [];
  const alarm = new Alarm(world, async () => void rung.push(world.now() - morning));
  for (const delayMs of [500, 200, 900]) alarm.ringIn(delayMs);
  await world.advance(2_000);
  expect(rung).toEqual([200]);
  alarm.ringIn(100);
  await world.advance(1_000);
  expect(rung).toEqual([200, 2_100]);
});

test('Whoever asks while it is busy is not forgotten, and it is never at work twice', async () => {
  const world = new FakeWorld();
  const door = gate();
  let atWork = 0;
  let rung = 0;
  const alarm = new Alarm(world, async () => {
    rung += 1;
    atWork += 1;
    expect(atWork).toBe(1);
    if (rung === 1) await door.passed;
    atWork -= 1;
  });
  alarm.ringIn(100);
  await world.advance(200);
  alarm.ringIn(100);
  await world.advance(5_000);
  expect(rung).toBe(1);
  door.open();
  await world.advance(1);
  expect(rung).toBe(2);
});

test('A clock that is set back or forward changes nothing of when it rings', async () => {
  const world = new FakeWorld();
  let rung = 0;
  const alarm = new Alarm(world, async () => {
    rung += 1;
  });
  alarm.ringIn(1_000);
  world.setClock(morning - 3_600_000);
  await world.advance(1_000);
  expect(rung).toBe(1);
  alarm.ringIn(1_000);
  world.setClock(morning + 3_600_000);
  await world.advance(999);
  expect(rung).toBe(1);
  await world.advance(1);
  expect(rung).toBe(2);
});

test('One that was stopped rings no more', async () => {
  const world = new FakeWorld();
  let rung = 0;
  const alarm = new Alarm(world, async () => {
    rung += 1;
  });
  alarm.ringIn(1_000);
  alarm.stop();
  alarm.ringIn(1_000);
  await world.advance(5_000);
  expect(rung).toBe(0);
});
