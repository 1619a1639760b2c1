import { expect, test } from '@jest/globals';
import { jsonAnswer } from '../../../gateway/answer.ts';
import { createIdempotency } from '../../../gateway/routes/idempotency.ts';
import { woundWorld } from './fake-world.ts';

const answer = (text: string) => async () => ({ answer: jsonAnswer(200, { text }), keep: true });

test('holds no more answers than it may, the one asked longest ago goes first', async () => {
  const kept = createIdempotency(woundWorld(), { ageMs: 1_000, most: 2, mostBytes: 1_000_000 });
  for (const id of ['a', 'b', 'c']) await kept.once(id, 'body', answer('first'));
  const texts = await Promise.all(['a', 'c'].map((id) => kept.once(id, 'body', answer('again'))));
  expect(texts.map(({ body }) => JSON.parse(String(body)).text)).toEqual(['again', 'first']);
});

test('holds the bytes of an answer, and not those that lay beside them', async () => {
  const kept = createIdempotency(woundWorld());
  await kept.once('a', 'body', answer('first'));
  const { body } = await kept.once('a', 'body', answer('again'));
  expect(body?.buffer.byteLength).toBe(body?.length);
});

test('holds no more bytes than it may', async () => {
  const kept = createIdempotency(woundWorld(), { ageMs: 1_000, most: 1_000, mostBytes: 10_000 });
  for (let id = 0; id < 20; id += 1) await kept.once(String(id), 'body', answer('x'.repeat(1_000)));
  const first = await kept.once('0', 'body', answer('again'));
  expect(JSON.parse(String(first.body)).text).toBe('again');
});
