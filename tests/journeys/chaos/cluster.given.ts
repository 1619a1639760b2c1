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
  readonly gateway: Souk;
  /** The nodes with actors that it began with. */
  readonly actors: readonly Souk[];
  readonly guest: Visitor;
  readonly operator: Person;
  readonly shop: Shop;
  readonly wares: readonly Ware[];
  /** Every node that is there, the gateway among them, sees so many. */
  readonly sees: (nodes: number) => Promise<void>;
  /** `env`: where it finds the servers, if not where all others do. */
  readonly addActors: (env?: Readonly<Record<string, string>>) => Promise<Souk>;
  /** Resolves once the gateway sees it, so that it has its share. */
  readonly addGateway: () => Promise<Souk>;
};

/** `how` its first three nodes run: as another build, for instance. */
export async function givenCluster(how: How = {}): Promise<GivenCluster> {
  const servers = await givenServers(1, 'nats', 'mongo');
  const env = { NATS_URL: servers.url('nats'), MONGO_URL: servers.url('mongo') };
  const nodes = new Set<Souk>();
  const start = async (options: SoukOptions): Promise<Souk> => {
    const node = await startSouk({ ...options, env: { ...env, ...options.env } });
    nodes.add(node);
    return node;
  };
  const addActors: GivenCluster['addActors'] = (more) => start({ env: { ROLES: actorRoles, ...more } });
  const addGateway = () => start({ env: { ROLES: gatewayRoles } });
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
      await eventually(`${url} sees ${count} nodes`, async () => (await seenAt(url)) === count);
  };
  return { servers, gateway, actors: [first, second], guest, operator, shop, wares, sees, addActors, addGateway };
}

const seenPattern = /^souk_cluster_nodes (\d+)$/m;

async function seenAt(url: string): Promise<number> {
  const response = await fetch(`${url}/metrics`);
  return Number(seenPattern.exec(await response.text())?.[1]);
}
