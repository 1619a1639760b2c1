import { realWorld } from '../actors/runtime/world.ts';
import { type GatewayHandle, gatewayService } from '../gateway/gateway.service.ts';
import { redisCounts } from '../gateway/shared-counts.ts';
import { checksOf } from './checks.ts';
import { allContracts } from './contracts.ts';
import { gatewaySettings } from './gateway-settings.ts';
import { boardOf } from './jobs-board.ts';
import type { Parts } from './parts.ts';
import { isGateway } from './roles.ts';
import { pagesOf } from './shared-pages.ts';
import { tryItOf, webOf } from './web.ts';

const gatewayTimeoutMs = 10_000;
const lookEveryMs = 10;

/** A node that is no gateway shows its health and its figures, and no more. */
export async function openGateway(parts: Parts): Promise<GatewayHandle> {
  const { broker, settings, recording, souk, hotReads, cluster, places, metrics, late } = parts;
  const { redis } = souk.engines;
  const web = settings.WEB === 'on' && isGateway(settings.ROLES) ? await webOf(settings) : {};
  // Alone it has all that it could find there.
  if (redis && cluster && isGateway(settings.ROLES)) late.pages = await pagesOf(redis, souk.engines.vault, web.web);
  const schema = gatewayService({
    settings: gatewaySettings(settings),
    contracts: isGateway(settings.ROLES) ? allContracts : [],
    transport: souk.transport,
    vault: souk.engines.vault,
    tokens: souk.tokens,
    world: realWorld,
    hotReads,
    places,
    spans: recording.spans,
    checks: checksOf(souk, places, cluster),
    metrics,
    media: souk.engines.media.get,
    ...web,
    ...(redis && { counts: redisCounts(redis) }),
    tryIt: tryItOf(settings),
    ...(isGateway(settings.ROLES) && (await boardOf(souk.jobs))),
  });
  const gateway = broker.createService(schema) as unknown as GatewayHandle;
  await gateway.listening;
  await broker.waitForServices('gateway', gatewayTimeoutMs, lookEveryMs);
  return gateway;
}

export const portOf = (gateway: GatewayHandle): number => {
  const address = gateway.server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
