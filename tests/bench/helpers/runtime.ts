import { inventory } from '../../../actors/inventory/inventory.service.ts';
import { internalCaller } from '../../../actors/runtime/caller.ts';
import { mongoJournal } from '../../../actors/runtime/journal/mongo.ts';
import { sqliteJournal } from '../../../actors/runtime/journal/sqlite.ts';
import { ActorNode } from '../../../actors/runtime/node.ts';
import { mongoRows } from '../../../actors/runtime/rows/mongo.ts';
import { sqliteRows } from '../../../actors/runtime/rows/sqlite.ts';
import { mongoVault } from '../../../actors/runtime/vault/mongo.ts';
import { sqliteVault } from '../../../actors/runtime/vault/sqlite.ts';
import { realWorld } from '../../../actors/runtime/world.ts';
import { openSouk } from '../../../composition/souk.ts';
import { readSettings } from '../../../settings.ts';
import { offer } from '../kit/helper.ts';

const warn = (line: string): void => console.error(line);
const settings = (directory: string) => readSettings({ DATA_DIR: directory });

const inFiles = (directory: string) => ({
  journal: sqliteJournal({ directory }),
  rows: sqliteRows({ directory, warn }),
  vault: sqliteVault(directory),
});

const inMongo = (url: string) => ({
  journal: mongoJournal({ url }),
  rows: mongoRows({ url }),
  vault: mongoVault({ url }),
});

type Stores = ReturnType<typeof inFiles>;

/** The runtime on real engines, hosting one area. */
async function openAlone(directory: string, stores: Stores): Promise<ActorNode> {
  const { PARTITIONS: partitions, MAILBOX_LIMIT: mailboxLimit, ACTORS_IN_MEMORY: actorsInMemory } = settings(directory);
  const node = new ActorNode({
    nodeId: 'bench',
    world: realWorld,
    ...stores,
    services: [inventory],
    views: [],
    flows: [],
    limits: { partitions, mailboxLimit, actorsInMemory, waitMs: 5_000 },
  });
  await node.start();
  return node;
}

/** Everything Souk has, with its flows, views and search following. */
async function openWhole(directory: string): Promise<ActorNode> {
  const souk = await openSouk({ settings: settings(directory), warn });
  await souk.start();
  return souk.node;
}

let node: ActorNode | undefined;
let commands = 0;

function perform(action: string, params: unknown): Promise<unknown> {
  commands += 1;
  const about = { commandId: `command-${commands}`, traceId: 'bench', deadlineMs: 30_000 };
  return (node as ActorNode).perform(action, params, { ...about, tenantId: 'bench', caller: internalCaller });
}

async function reserveOne(sku: string): Promise<void> {
  await perform('inventory.reserve', { sku, orderId: `ord_${commands}`, quantity: 1 });
}

const skills = {
  open: async (directory: string, whole: boolean): Promise<void> => {
    node = await (whole ? openWhole(directory) : openAlone(directory, inFiles(directory)));
  },
  openOnMongo: async (directory: string, url: string): Promise<void> => {
    node = await openAlone(directory, inMongo(url));
  },
  stock: async (skus: readonly string[], units: number): Promise<void> => {
    await Promise.all(skus.map((sku) => perform('inventory.open', { sku, vendorId: 'ven_bench' })));
    await Promise.all(skus.map((sku) => perform('inventory.receive', { sku, quantity: units })));
  },
  /** Commands a second, so many in flight, over these skus in turn. */
  reserve: async (skus: readonly string[], inFlight: number, forMs: number): Promise<number> => {
    const begun = performance.now();
    let done = 0;
    const caller = async () => {
      while (performance.now() - begun < forMs) {
        await reserveOne(skus[done % skus.length] as string);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, caller));
    return (done / (performance.now() - begun)) * 1_000;
  },
};

export type Runtime = typeof skills;

offer(skills);
