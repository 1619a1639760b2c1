import type { ServerName } from '../../../tools/servers/programs.ts';
import { type GivenServers, givenServers } from '../../servers/servers.given.ts';
import { eventually } from '../eventually.ts';
import { logIn, openShop, type Person, register, type Shop, stockWare, type Ware } from '../market.given.ts';
import { type How, type Souk, type SoukOptions, startSouk } from '../souk-process.ts';
import { type Visitor, visitor } from '../visitor.ts';

export const received = 10_000;
const actorRoles = 'actors,jobs';
const gatewayRoles = 'gateway,search';

/** Real processes over real servers: one gateway, and nodes with the actors behind it. */
export type GivenCluster = {
  readonly servers: GivenServers;
  /** The settings that lead to them. */
  readonly env: Readonly<Record<string, string>>;
  readonly gateway: Souk;
  /** The nodes with actors that it began with. */
  readonly actors: readonly Souk[];
  readonly guest: Visitor;
  readonly operator: Person;
  readonly shop: Shop;
  readonly wares: readonly Ware[];
  /** Every node that is there, the gateway among them, sees so many. */
  readonly sees: (nodes: number) => Promise<void>;
  /** `env` may lead it to the servers on another way than all others. */
  readonly addActors: (options?: SoukOptions) => Promise<Souk>;
  /** Resolves once the gateway sees it, so that it has its share. */
  readonly addGateway: () => Promise<Souk>;
  /** The one that counts: it reads what was committed before it came, too. */
  readonly addAnalyst: () => Promise<Souk>;
};

export type Opening = {
  /** How its first three nodes run: as another build, for instance. */
  readonly how?: How;
  /** Members of MongoDB's replica set. */
  readonly replicas?: number;
  /** Beside NATS and MongoDB. */
  readonly also?: readonly ServerName[];
};

export async function givenCluster({ how = {}, replicas = 1, also = [] }: Opening = {}): Promise<GivenCluster> {
  const names: readonly ServerName[] = ['nats', 'mongo', ...also];
  const servers = await givenServers(replicas, ...names);
  const env = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_URL`, servers.url(name)]));
  const nodes = new Set<Souk>();
  const start = async (options: SoukOptions): Promise<Souk> => {
    const node = await startSouk({ ...options, env: { ...env, ...options.env } });
    nodes.add(node);
    return node;
  };
  const addActors: GivenCluster['addActors'] = (options) =>
    start({ ...options, env: { ROLES: actorRoles, ...options?.env } });
  const addGateway = () => start({ env: { ROLES: gatewayRoles } });
  const addAnalyst = () => start({ env: { ROLES: 'analytics', ANALYTICS: 'on' } });
  const first = await start({ env: { ROLES: actorRoles }, how });
  const [gateway, second] = await Promise.all([
    start({ env: { ROLES: gatewayRoles }, how }),
    start({ env: { ROLES: actorRoles }, how }),
  ]);
  const guest = visitor(gateway.url);
  const operator = await logIn(guest, 'operator@demo.example');
  const shop = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  const wares: Ware[] = [];
  for (const title of ['Heather', 'Clover', 'Lime', 'Thyme']) wares.push(await stockWare(shop, title, 750, received));
  const sees = async (count: number): Promise<void> => {
    const there = [...nodes].filter((node) => node.isRunning());
    for (const { url } of there)
      await eventually(`${url} sees ${count} nodes`, async () => (await figureAt(url, 'souk_cluster_nodes')) === count);
  };
  const added = { addActors, addGateway, addAnalyst };
  return { servers, env, gateway, actors: [first, second], guest, operator, shop, wares, sees, ...added };
}

/** A figure without labels of those that a node shows. */
export async function figureAt(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/metrics`);
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(await response.text())?.[1]);
}
