import type { MongoSchema } from '../../mongo/schema.ts';

/** Tables come and go with their generations; this is what they have in common. */
export const rowsSchema: MongoSchema = {
  version: 1,
  indexes: {
    cursors: [{ key: { consumer: 1 }, name: 'consumer' }],
    generations: [{ key: { consumer: 1 }, name: 'consumer' }],
  },
};
