import { anyone } from '../../actors/runtime/caller.ts';
import { runtimeError } from '../../actors/runtime/errors.ts';
import { digestId } from '../../actors/runtime/ids.ts';
import { jsonAnswer } from '../answer.ts';
import type { Ask } from '../ask.ts';
import { readBytes } from '../body.ts';
import type { Endpoint } from '../endpoints.ts';
import { headerOf } from '../exchange.ts';
import type { Identify } from '../identity/identify.ts';
import { decodePath } from '../params.ts';
import type { Places } from '../places/places.ts';

type WebhookKit = {
  readonly ask: Ask;
  readonly identify: Identify;
  readonly places: Places;
  readonly requestTimeoutMs: number;
};

export const webhookPath = '/webhooks/{tenant}/{provider}';
export const signatureField = 'Souk-Signature';

const action = 'payments.webhook';

/** What a payment provider says by itself. The body goes on as it came, since its signature is of these very bytes. */
export const webhook = ({ ask, identify, places, requestTimeoutMs }: WebhookKit): Endpoint => ({
  method: 'POST',
  path: `/v1${webhookPath}`,
  answer: async (exchange) => {
    const { tenant, provider } = decodePath(exchange.params);
    const tenantId = await identify.addressed(exchange, String(tenant));
    const signature = headerOf(exchange.headers, signatureField.toLowerCase());
    if (signature === undefined) throw runtimeError('UNAUTHENTICATED');
    const payload = (await readBytes(exchange.req)).toString();
    const params = { provider, payload, signature };
    // The same message said twice is the same command, whenever it was signed.
    const commandId = digestId(JSON.stringify(['webhook', tenantId, provider, payload]));
    const about = { tenantId, caller: anyone, commandId, traceId: exchange.traceId, deadlineMs: requestTimeoutMs };
    const purpose = { tenantId, action, rank: 'paying' } as const;
    const result = await places.run(purpose, () => ask(action, params, about));
    return jsonAnswer(200, result, { 'Cache-Control': 'no-store' });
  },
});
