import type { ServiceBroker } from 'moleculer';
import { Breakers } from '../actors/runtime/breakers.ts';
import { brokerWire } from '../actors/runtime/cluster/broker-wire.ts';
import { Bulletins } from '../actors/runtime/cluster/bulletins.ts';
import { Footing, type JournalSigns } from '../actors/runtime/cluster/footing.ts';
import type { Line } from '../actors/runtime/cluster/line.ts';
import { ClusterMembers, type Peer } from '../actors/runtime/cluster/members.ts';
import { natsLine } from '../actors/runtime/cluster/nats-line.ts';
import { Probes } from '../actors/runtime/cluster/probes.ts';
import { Seal } from '../actors/runtime/cluster/seal.ts';
import { LineTransporter } from '../actors/runtime/cluster/transporter.ts';
import { runtimeError } from '../actors/runtime/errors.ts';
import { placeOf } from '../actors/runtime/feed/elsewhere.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import type { Others } from '../actors/runtime/others.ts';
import { areaOfAction } from '../actors/runtime/placement.ts';
import { RoutedTransport, type Wire } from '../actors/runtime/routing.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { type Settings, SettingsError } from '../settings.ts';
import { waits } from './contracts.ts';
import { UnderWay } from './under-way.ts';

export type ClusterOptions = {
  readonly nodeId: string;
  readonly url: string;
  /** The areas that this node hosts. */
  readonly areas: readonly string[];
};

const changes = ['$node.connected', '$node.updated', '$node.disconnected'];
const secretName = 'words between nodes';

/** This node among others: the line to them, who they are, and where each call goes. */
export class Cluster {
  readonly members: ClusterMembers;
  readonly transporter: LineTransporter;
  /** Calls of other nodes. */
  readonly guests = new UnderWay(realWorld);
  readonly breakers = new Breakers(realWorld);
  readonly #options: ClusterOptions;
  #broker: ServiceBroker | undefined;
  #line: Line | undefined;
  #probes: Probes | undefined;
  #bulletins: Bulletins | undefined;
  #footing: Footing | undefined;
  #onListsChanged: (tenantIds: readonly string[]) => void = () => undefined;
  #forged = 0;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.members = new ClusterMembers({ nodeId: options.nodeId, world: realWorld, known: () => this.#known() });
    const line = async () => this.#lineOrThrow();
    const onNobody = (node: string) => this.#nobodyAt(node);
    this.transporter = new LineTransporter({ line, onNobody });
  }

  get nodeId(): string {
    return this.#options.nodeId;
  }

  get areas(): readonly string[] {
    return this.#options.areas;
  }

  /** Every node hosts ops, and can be asked by its name. */
  readonly nodes: { readonly ids: () => readonly string[]; readonly wire: Wire } = {
    ids: () => this.members.hosts('ops'),
    wire: brokerWire(() => this.#broker as ServiceBroker),
  };

  /** Messages that came over the line and were of no node of ours. */
  get forged(): number {
    return this.#forged;
  }

  /** Before the broker starts. Rejects with `LineUnavailable`. */
  async open(broker: ServiceBroker, vault: Vault): Promise<void> {
    const { nodeId, url } = this.#options;
    this.#broker = broker;
    const secret = await vault.secret(secretName, () => realWorld.randomId() + realWorld.randomId());
    const seal = new Seal(secret, nodeId, realWorld);
    const onForged = (subject: string) => this.#onForged(subject);
    const line = await natsLine({ url, nodeId, seal, world: realWorld, onForged });
    this.#line = line;
    this.#probes = new Probes({ nodeId, line, members: this.members, world: realWorld });
    for (const change of changes) broker.localBus.on(change, () => this.members.look());
  }

  /** Once there is a node to tell of. When its broker stops it leaves again, before anything of it does. */
  follow(node: ActorNode, journal: JournalSigns): void {
    this.members.look();
    const { batch, head, handled, forgotten } = node.hear;
    this.#bulletins = new Bulletins(this.#lineOrThrow(), realWorld, {
      heads: () => node.heads(),
      handled: () => new Map(node.handled().map((lag) => [placeOf(lag.consumer, lag.partition), lag.handled])),
      onBatch: batch,
      onHead: head,
      onHandled: handled,
      onForgotten: forgotten,
      onListsChanged: (tenantIds) => this.#onListsChanged(tenantIds),
      onAside: (from, isAside) => this.members.stands(from, isAside),
    });
    this.#footing = new Footing({ world: realWorld, journal, onAway: (isAway) => this.#stand(isAway) });
  }

  /** Hears which tenants' lists have changed on a node that serves search. */
  onListsChanged(hear: (tenantIds: readonly string[]) => void): void {
    this.#onListsChanged = hear;
  }

  /** For the node, which is made before it can be followed. */
  readonly others: Others & Pick<Bulletins, 'listsChanged'> = {
    stored: (...batch) => this.#bulletins?.stored(...batch),
    handled: (...place) => this.#bulletins?.handled(...place),
    forgotten: (person) => this.#bulletins?.forgotten(person),
    listsChanged: (tenantIds) => this.#bulletins?.listsChanged(tenantIds),
  };

  transport(node: () => ActorNode): Transport {
    const { nodeId, areas } = this.#options;
    const { members, breakers } = this;
    const { wire } = this.nodes;
    return new RoutedTransport({
      nodeId,
      world: realWorld,
      members,
      wire,
      breakers,
      waits,
      isAbsent: members.isAbsent,
      perform: async (action, ...call) => {
        // Nobody is known who does it.
        if (!areas.includes(areaOfAction(action))) throw runtimeError('NODE_GONE');
        return wire.send(nodeId, action, ...call);
      },
      whereIs: (...call) => node().whereIs(...call),
    });
  }

  stop(): void {
    this.#footing?.stop();
    this.#bulletins?.stop();
    this.#probes?.stop();
  }

  #known(): readonly Peer[] {
    const { nodeId, areas } = this.#options;
    const self: Peer = { id: nodeId, areas: this.#broker?.started ? areas : [] };
    const nodes = this.#broker?.registry.nodes.toArray() ?? [];
    const others = nodes.filter(({ local, available }) => !local && available);
    return [self, ...others.map(({ id, services }) => ({ id, areas: services.map((one) => String(one.name)) }))];
  }

  #stand(isAside: boolean): void {
    const { nodeId } = this.#options;
    if (isAside !== this.members.aside().includes(nodeId)) {
      const now = isAside ? 'does not reach the journal, and stands aside' : 'reaches the journal again';
      this.#broker?.logger.warn(`This node ${now}`);
    }
    this.members.stands(nodeId, isAside);
    this.#bulletins?.aside(isAside);
  }

  #nobodyAt(node: string): void {
    this.members.nobodyAt(node);
    this.#probes?.probe(node);
  }

  #onForged(subject: string): void {
    this.#forged += 1;
    if (this.#forged === 1)
      this.#broker?.logger.warn(`Something that is no node of ours sends to ${subject}; it is not heard, and counted.`);
  }

  #lineOrThrow(): Line {
    if (!this.#line) throw new Error('the cluster is not open');
    return this.#line;
  }
}

/** Undefined: no other nodes are asked for. Throws a `SettingsError` where they would share nothing. */
export function clusterOf(settings: Settings, nodeId: string, areas: readonly string[]): Cluster | undefined {
  const { NATS_URL: url, MONGO_URL: shared, ROLES: roles } = settings;
  if (url === undefined) {
    if (!roles.includes('all')) throw new SettingsError('ROLES divide what several nodes do: set NATS_URL as well.');
    return undefined;
  }
  // Each node would sell the same stock.
  if (!shared) throw new SettingsError('NATS_URL joins nodes that share one journal: set MONGO_URL as well.');
  return new Cluster({ nodeId, url, areas });
}
