import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import type { Tokens } from '../../../actors/runtime/tokens.ts';
import { realWorld, type World } from '../../../actors/runtime/world.ts';
import { allContracts } from '../../../composition/contracts.ts';
import { type GatewayHandle, gatewayService } from '../../../gateway/gateway.service.ts';
import type { GatewayOptions, GatewaySettings } from '../../../gateway/gateway.ts';
import { HotReads } from '../../../gateway/hot-reads.ts';
import { createTokens } from '../../../gateway/identity/tokens.ts';
import { Places } from '../../../gateway/places/places.ts';
import { type Call, type Fakes, fakeNode } from './fake-node.ts';
import { memoryVault } from './fake-vault.ts';
import { type Client, createClient } from './http-client.ts';

const settings: GatewaySettings = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'https://souk.example',
  defaultTenant: 'demo',
  corsOrigins: [],
  trustedProxies: 0,
  perMinute: { all: 0, address: 0, caller: 0 },
  requestTimeoutMs: 10_000,
  drainMs: 2_000,
};

type Given = {
  readonly fakes?: Fakes;
  readonly settings?: Partial<GatewaySettings>;
  readonly options?: Partial<GatewayOptions> & { readonly routes?: readonly object[] };
};

export type Running = {
  readonly ask: Client;
  readonly calls: readonly Call[];
  /** Only the calls of one action. */
  readonly callsOf: (action: string) => readonly Call[];
  readonly tokens: Tokens;
  readonly hotReads: HotReads;
  readonly port: number;
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Two tenants are there, `demo` and `acme`, and one that is suspended: `shut`. */
const tenants: Fakes = {
  'tenants.terms': (_, { tenantId }) =>
    ['demo', 'acme', 'shut'].includes(tenantId) ? { terms: termsOf(tenantId) } : {},
};

export const termsOf = (tenantId: string, requestsPerMinute = 0) => ({
  name: tenantId,
  currency: 'GBP',
  locale: 'en-GB',
  taxRate: 0,
  pricesIncludeTax: true,
  commissionRate: 1_000,
  status: tenantId === 'shut' ? 'suspended' : 'active',
  limits: { vendors: 10, products: 10, requestsPerMinute },
});

/** A gateway on a free port, in front of a node of fakes. */
export async function startGateway(given: Given = {}): Promise<Running> {
  const world: World = given.options?.world ?? realWorld;
  const vault = given.options?.vault ?? memoryVault();
  const tokens = given.options?.tokens ?? (await createTokens(vault, world));
  const hotReads = new HotReads(world);
  const node = fakeNode(given.options?.contracts ?? allContracts, { ...tenants, ...given.fakes });
  const options = {
    contracts: allContracts,
    vault,
    tokens,
    world,
    hotReads,
    places: new Places(world, 2_000),
    checks: [],
    metrics: new Registry(),
    media: async () => undefined,
    ...given.options,
  };
  const service = node.broker.createService(
    gatewayService({ ...options, settings: { ...settings, ...given.settings } }),
  );
  await node.broker.start().catch(async (error) => {
    await node.broker.stop();
    throw error;
  });
  const { server, drain } = service as unknown as GatewayHandle;
  const { port } = server.address() as AddressInfo;
  const ask = createClient(port);
  return {
    ask,
    port,
    calls: node.calls,
    callsOf: (action) => node.calls.filter((call) => call.action === action),
    tokens,
    hotReads,
    drain,
    stop: async () => {
      ask.end();
      await node.broker.stop();
    },
  };
}
