import { ServiceBroker } from 'moleculer';
import { internalCaller } from '../../../actors/runtime/caller.ts';
import type { Consumer } from '../../../actors/runtime/feed/consumer.ts';
import { emptyDisk as emptyJournal, memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { moleculerServices } from '../../../actors/runtime/moleculer.ts';
import { ActorNode } from '../../../actors/runtime/node.ts';
import { emptyDisk as emptyRows, memoryRows } from '../../../actors/runtime/rows/memory.ts';
import type { Rows } from '../../../actors/runtime/rows/rows.ts';
import type { Transport } from '../../../actors/runtime/transport.ts';
import { emptySafe, memoryVault } from '../../../actors/runtime/vault/memory.ts';
import type { Vault } from '../../../actors/runtime/vault/vault.ts';
import { realWorld } from '../../../actors/runtime/world.ts';
import { Cluster } from '../../../composition/cluster.ts';
import { errandFlow, type ToyActions, type ToyName, totalsView, toyServices } from '../../runtime/toy.ts';

const limits = { partitions: 16, mailboxLimit: 1_000, actorsInMemory: 1_024, waitMs: 2_000 };
const services = toyServices(() => () => {});
const toyAreas = services.map(({ area }) => area);

type Opening = { readonly areas?: readonly string[]; readonly consumers?: readonly Consumer[] };

/** Nodes in one process that share their engines and nothing else: what they tell each other goes over NATS. */
export class Town {
  readonly journalDisk = emptyJournal();
  readonly #rowsDisk = emptyRows();
  readonly #safe = emptySafe();
  readonly #url: string;
  readonly #open = new Set<TownNode>();

  constructor(url: string) {
    this.#url = url;
  }

  /** It has taken its share when this resolves. */
  async open(nodeId: string, { areas = toyAreas, consumers = [] }: Opening = {}): Promise<TownNode> {
    const cluster = new Cluster({ nodeId, url: this.#url, areas });
    const rows = memoryRows({ disk: this.#rowsDisk });
    const vault = memoryVault(realWorld, this.#safe);
    const late: { node?: ActorNode } = {};
    const transport = cluster.transport(() => late.node as ActorNode);
    const node = new ActorNode({
      nodeId,
      world: realWorld,
      journal: memoryJournal(this.journalDisk),
      rows,
      vault,
      services,
      views: [totalsView({ on: false })],
      flows: [errandFlow],
      consumers,
      transport,
      members: cluster.members,
      hosts: areas,
      others: cluster.others,
      limits,
    });
    late.node = node;
    const broker = brokerOf(cluster, vault, node);
    await broker.start();
    cluster.follow(node, { ask: async () => undefined, answers: () => performance.now() });
    await node.start();
    const opened = new TownNode(broker, cluster, node, rows, transport);
    this.#open.add(opened);
    return opened;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((node) => node.stop()));
    this.#open.clear();
  }
}

function brokerOf(cluster: Cluster, vault: Vault, node: ActorNode): ServiceBroker {
  const hosted = services.filter(({ area }) => cluster.areas.includes(area));
  const schemas = hosted.map(({ area, contract }) => ({ area, actions: contract.actions }));
  return new ServiceBroker({
    namespace: 'souk',
    nodeID: cluster.nodeId,
    logger: false,
    validator: false,
    transporter: cluster.transporter,
    created: (broker) => {
      for (const schema of moleculerServices(
        schemas,
        (action, params, headers) => node.perform(action, params, headers),
        realWorld,
      ))
        broker.createService(schema);
    },
    middlewares: [
      {
        name: 'cluster',
        starting: (broker: ServiceBroker) => cluster.open(broker, vault),
        stopping: () => node.drain(),
      },
    ],
  });
}

export class TownNode {
  readonly broker: ServiceBroker;
  readonly cluster: Cluster;
  readonly node: ActorNode;
  readonly rows: Rows;
  readonly #transport: Transport;
  #stopped: Promise<void> | undefined;

  constructor(broker: ServiceBroker, cluster: Cluster, node: ActorNode, rows: Rows, transport: Transport) {
    this.rows = rows;
    this.broker = broker;
    this.cluster = cluster;
    this.node = node;
    this.#transport = transport;
  }

  async ask<Name extends ToyName>(
    action: Name,
    params: ToyActions[Name]['params'],
    commandId: string = realWorld.randomId(),
  ): Promise<ToyActions[Name]['result']> {
    const headers = { tenantId: 'acme', caller: internalCaller, commandId, traceId: 'trace', deadlineMs: 20_000 };
    return (await this.#transport.call(action, params, headers)).result as ToyActions[Name]['result'];
  }

  stop(): Promise<void> {
    this.#stopped ??= this.broker.stop().then(() => this.cluster.stop());
    return this.#stopped;
  }
}
