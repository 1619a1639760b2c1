import { expect, test } from '@jest/globals';
import { UnderWay } from '../../composition/under-way.ts';
import { FakeWorld } from './fake-world.ts';

test('A stop waits for what is under way, also for what fails', async () => {
  const underWay = new UnderWay(new FakeWorld());
  const [one, other] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const results = [underWay.run(() => one.promise), underWay.run(() => other.promise).catch(() => 'failed')];
  let isIdle = false;
  const idle = underWay.idle(1_000).then(() => {
    isIdle = true;
  });
  one.resolve('done');
  await results[0];
  expect(isIdle).toBe(false);
  other.reject(new Error('broke'));
  await idle;
  expect(await Promise.all(results)).toEqual(['done', 'failed']);
});

test('It waits no longer than it was told, and not at all when nothing is under way', async () => {
  const world = new FakeWorld();
  const underWay = new UnderWay(world);
  await underWay.idle(1_000);
  void underWay.run(() => new Promise<void>(() => undefined));
  const idle = underWay.idle(1_000);
  await world.advance(1_000);
  await idle;
});
