import { expect, test } from '@jest/globals';
import type { Codec } from '../../actors/runtime/journal/codec.ts';
import type { Head, Journal } from '../../actors/runtime/journal/journal.ts';
import { PartitionLog } from '../../actors/runtime/partition/log.ts';
import { FakeWorld, morning } from './fake-world.ts';

const headOf = (number: number): Head => ({ number, hash: `hash of ${number}`, at: morning });

/** A log over a journal whose heads are told by the test, one question after the other. */
function logOver() {
  const asked: PromiseWithResolvers<Head[]>[] = [];
  const heads = (): Promise<Head[]> => {
    const question = Promise.withResolvers<Head[]>();
    asked.push(question);
    return question.promise;
  };
  const log = new PartitionLog({
    partition: 'orders/00',
    nodeId: 'n1',
    journal: { heads } as Pick<Journal, 'heads'> as Journal,
    codec: {} as Codec,
    world: new FakeWorld(),
    onHead: () => {},
  });
  return { log, answer: (question: number, head: Head) => asked[question]?.resolve([head]) };
}

test('A head that is read later does not vouch for an actor that woke under an earlier one', async () => {
  const { log, answer } = logOver();
  const [first, second] = [log.know(), log.know()];
  answer(0, headOf(1));
  expect(await first).toEqual(headOf(1));
  answer(1, headOf(2));
  expect(await second).toEqual(headOf(1));
  expect(log.head).toEqual(headOf(1));
});

test('Once it was forgotten, the head is read anew', async () => {
  const { log, answer } = logOver();
  const first = log.know();
  answer(0, headOf(1));
  await first;
  log.forget();
  const second = log.know();
  answer(1, headOf(2));
  expect(await second).toEqual(headOf(2));
});
