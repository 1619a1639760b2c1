import { type Collection, MongoClient } from 'mongodb';
import { offer } from '../kit/helper.ts';

// The shop everybody writes next: one document a command, on the same server and as durable as ours.

type Reservation = { readonly _id: string; readonly sku: string; readonly quantity: number };

let reservations: Collection<Reservation> | undefined;
let commands = 0;

async function reserve(sku: string): Promise<void> {
  commands += 1;
  await reservations?.insertOne({ _id: `command-${commands}`, sku, quantity: 1 });
}

const skills = {
  open: async (url: string): Promise<void> => {
    const writeConcern = { w: 'majority', journal: true } as const;
    reservations = new MongoClient(url, { writeConcern, retryWrites: false }).db().collection('reservations');
    await reservations.createIndex({ sku: 1 });
  },
  /** Commands a second: of each sku one at a time, for the next one has to know what is left. */
  reserve: async (skus: readonly string[], forMs: number): Promise<number> => {
    const begun = performance.now();
    let done = 0;
    const oneByOne = async (sku: string) => {
      for (; performance.now() - begun < forMs; done += 1) await reserve(sku);
    };
    await Promise.all(skus.map(oneByOne));
    return (done / (performance.now() - begun)) * 1_000;
  },
};

export type NaiveMongo = typeof skills;

offer(skills);
