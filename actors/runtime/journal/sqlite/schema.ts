/**
 * A batch has the key `partition id * 2^32 + number`, so a partition lies in order and its head is one look away.
 * `place` is `offset * 2^26 + length` inside the bytes of the batch.
 */
export const journalSchema = {
  version: 1,
  sql: `
    CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE partitions (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE batches (
      id INTEGER PRIMARY KEY,
      hash TEXT NOT NULL,
      nonce TEXT NOT NULL,
      at INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;

    -- One row for each stream of a batch that has events there; its version after them; its spans: (events, place)...
    CREATE TABLE streams (
      partition INTEGER NOT NULL,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      spans BLOB NOT NULL,
      PRIMARY KEY (partition, stream, version)
    ) STRICT, WITHOUT ROWID;

    -- Where the answers are, in two steps: see answers.ts.
    CREATE TABLE young_answers (seq INTEGER PRIMARY KEY, batch INTEGER NOT NULL, rows BLOB NOT NULL) STRICT;
    CREATE TABLE slices (slice INTEGER PRIMARY KEY, settled INTEGER NOT NULL) STRICT;
    CREATE TABLE answers (
      key INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      version INTEGER NOT NULL,
      place INTEGER NOT NULL,
      PRIMARY KEY (key, batch, place)
    ) STRICT, WITHOUT ROWID;
  `,
};

export const snapshotSchema = {
  version: 1,
  sql: `
    CREATE TABLE snapshots (
      partition TEXT NOT NULL,
      stream TEXT NOT NULL,
      schema INTEGER NOT NULL,
      version INTEGER NOT NULL,
      -- The batch of that version: a snapshot is believed only while the journal holds this history.
      batch_hash TEXT NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (partition, stream, schema)
    ) STRICT;
  `,
};

const numbersOfPartition = 2 ** 32;
const lengths = 2 ** 26;

export const batchId = (partition: number, number: number): number => partition * numbersOfPartition + number;
export const numberOf = (id: number): number => id % numbersOfPartition;

export const placeOf = (offset: number, length: number): number => offset * lengths + length;
export const offsetOf = (place: number): number => Math.floor(place / lengths);
export const lengthOf = (place: number): number => place % lengths;
