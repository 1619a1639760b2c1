import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../../actors/runtime/world.ts';
import { emptyAnswer } from '../answer.ts';
import { type Ask, createAskInternally } from '../ask.ts';
import { parseObject, readBytes } from '../body.ts';
import { gatewayError } from '../codes.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Identify } from '../identity/identify.ts';
import type { Places } from '../places/places.ts';
import type { RateLimit } from '../rate-limit.ts';

type CollectKit = {
  readonly ask: Ask;
  readonly world: World;
  readonly identify: Identify;
  readonly limits: RateLimit;
  readonly places: Places;
};

export const collectPath = '/collect';

/** Of a tenant: a browser tells some times a minute. They are none of the requests of its plan. */
const mostAMinute = 12_000;
const mostVisits = 100;

/** Whoever says so is not counted at all: neither as a visitor nor as one who does not want to be. */
const isLeftAlone = ({ dnt, 'sec-gpc': gpc }: IncomingHttpHeaders): boolean => dnt === '1' || gpc === '1';

/** What a browser tells of its visitor, in any content type: a beacon to another host may only say that it is a text. */
export const collect = ({ ask, world, identify, limits, places }: CollectKit): Endpoint => ({
  method: 'POST',
  path: `/v1${collectPath}`,
  answer: async (exchange) => {
    const { headers, req, address, traceId } = exchange;
    const { tenantId } = await identify.identify(exchange);
    limits.take({ key: `collect ${tenantId}`, perMinute: mostAMinute });
    const bytes = await readBytes(req);
    if (isLeftAlone(headers)) return emptyAnswer(204);
    const { visits } = parseObject(bytes);
    if (!Array.isArray(visits) || visits.length > mostVisits)
      throw gatewayError('MALFORMED_REQUEST', { problem: `visits must be a list of at most ${mostVisits}` });
    const agent = String(headers['user-agent'] ?? '').slice(0, 1_000);
    const tell = () =>
      createAskInternally(ask, world)(tenantId, 'analytics.collect', { visits, address, agent }, traceId);
    await places.run({ tenantId, action: 'analytics.collect', rank: 'reporting' }, tell);
    return emptyAnswer(204, { 'Cache-Control': 'no-store' });
  },
});
