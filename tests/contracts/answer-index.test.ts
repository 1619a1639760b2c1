import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from '@jest/globals';
import { AnswerIndex } from '../../actors/runtime/journal/sqlite/answers.ts';
import { journalSchema } from '../../actors/runtime/journal/sqlite/schema.ts';
import { transaction } from '../../actors/runtime/sqlite/trouble.ts';

const maxYoung = 50;

let db: DatabaseSync;
let index: AnswerIndex;

const opened = (): AnswerIndex => {
  const answers = new AnswerIndex(db, maxYoung);
  transaction(db, 'BEGIN', () => answers.refresh());
  return answers;
};

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec(journalSchema.sql);
  index = opened();
});

/** Spread over the whole space of keys, the same at every run. */
const keyOf = (seed: number): number => Math.floor(((Math.sin(seed) + 1) / 2) * (2 ** 53 - 1));

function commit(batch: number, keys: readonly number[]): void {
  const rows = Float64Array.from(keys.flatMap((key, place) => [key, batch, place]));
  transaction(db, 'BEGIN', () => index.stage(batch, rows));
  index.committed();
}

function settleAll(): void {
  while (index.isFull) {
    transaction(db, 'BEGIN', () => index.settle());
    index.committed();
  }
}

function found(answers: AnswerIndex, keys: readonly number[]): string[] {
  const rows: string[] = [];
  answers.find(Float64Array.from(keys), (batch, version, place) => rows.push(`${batch} ${version} ${place}`));
  return rows.sort();
}

const rolledBack = (work: () => void): void => {
  try {
    transaction(db, 'BEGIN', () => {
      work();
      throw new Error('the disk is full');
    });
  } catch {
    index.rolledBack();
  }
};

const batchKeys = (batch: number): number[] => Array.from({ length: 10 }, (_, place) => keyOf(batch * 10 + place));

test('every answer is found once, young or settled, also after a restart', () => {
  for (let batch = 1; batch <= 40; batch += 1) {
    commit(batch, batchKeys(batch));
    settleAll();
    const expected = batchKeys(batch).map((_, place) => `${batch} ${batch} ${place}`);
    expect(found(index, batchKeys(batch))).toEqual(expected);
    if (batch % 7 === 0) index = opened();
  }
  for (let batch = 1; batch <= 40; batch += 1) expect(found(index, batchKeys(batch))).toHaveLength(10);
  expect(found(index, [1, 2, 3])).toEqual([]);
});

test('what is in memory and in its log stays bounded', () => {
  for (let batch = 1; batch <= 100; batch += 1) {
    commit(batch, batchKeys(batch));
    settleAll();
  }
  expect(index.isFull).toBe(false);
  expect(db.prepare('SELECT count(*) AS rows FROM young_answers').get()).toMatchObject({ rows: expect.any(Number) });
  const { young } = db.prepare('SELECT count(*) AS young FROM young_answers').get() as { readonly young: number };
  expect(young).toBeLessThan(30);
});

test('a commit that was rolled back leaves no answer, and its number is used again', () => {
  commit(1, batchKeys(1));
  rolledBack(() => index.stage(2, Float64Array.from([keyOf(99), 1, 1])));
  expect(found(index, [keyOf(99)])).toEqual([]);
  commit(2, batchKeys(2));
  expect(found(opened(), batchKeys(2))).toHaveLength(10);
});

test('a settling that was rolled back loses nothing and doubles nothing', () => {
  for (let batch = 1; batch <= 8; batch += 1) commit(batch, batchKeys(batch));
  for (let turn = 0; turn < 300; turn += 1) rolledBack(() => index.settle());
  settleAll();
  for (let batch = 1; batch <= 8; batch += 1) expect(found(index, batchKeys(batch))).toHaveLength(10);
});

test('the same key many times is found many times', () => {
  for (let batch = 1; batch <= 30; batch += 1) commit(batch, [7, 7]);
  settleAll();
  commit(31, [7]);
  expect(found(index, [7])).toHaveLength(61);
});

test('a look from outside follows what another process commits and settles', () => {
  const outside = opened();
  for (let batch = 1; batch <= 30; batch += 1) {
    commit(batch, batchKeys(batch));
    settleAll();
    outside.refresh();
    const seen = new Set(found(outside, batchKeys(batch)));
    expect(seen.size).toBe(10);
  }
  for (let batch = 1; batch <= 30; batch += 1) expect(new Set(found(outside, batchKeys(batch))).size).toBe(10);
});
