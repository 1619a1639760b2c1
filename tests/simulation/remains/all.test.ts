import { beforeAll, expect, test } from '@jest/globals';
import { breachesIn, type Remains } from './all.ts';
import { copyOf, type Sale, sale } from './sale.given.ts';
import { spoils } from './spoils.given.ts';

let sold: Sale;

beforeAll(async () => {
  sold = await sale();
});

const breachesOf = (remains: Remains) =>
  breachesIn(remains, { domains: sold.domains, still: true, punctual: true, reads: 'now' });

test('After a day in which all went well every promise is kept', async () => {
  expect(await breachesOf(sold.remains)).toEqual([]);
});

test.each(spoils)('It is seen that %s', async (_, sentence, spoil) => {
  const remains = copyOf(sold.remains);
  await spoil(remains, sold);
  const breaches = await breachesOf(remains);
  expect(breaches.map((breach) => `${breach.promise}: ${breach.sentence}`).join('\n')).toContain(sentence);
});
