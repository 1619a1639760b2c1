import type { MongoSchema } from '../../mongo/schema.ts';

export const streamIndex = { partition: 1, 'streams.stream': 1, 'streams.version': 1 } as const;
export const answerIndex = { partition: 1, 'entries.key': 1 } as const;

/** Numbers are unique by the id of a batch. */
export const journalSchema: MongoSchema = {
  version: 1,
  indexes: {
    batches: [
      { key: streamIndex, name: 'streams' },
      { key: answerIndex, name: 'answers' },
      // One row a partition: which ones there are.
      { key: { number: 1 }, name: 'first', partialFilterExpression: { number: 1 } },
    ],
  },
};
