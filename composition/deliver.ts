import { internalCaller } from '../actors/runtime/caller.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { signatureField } from '../gateway/pages/webhook.ts';

const webhookTimeoutMs = 5_000;

/** As a real provider would: over HTTP, to the same door as everybody. `port`: known once the door is open. */
export const deliverOverHttp =
  (port: () => number) =>
  async (tenantId: string, payload: string, signature: string): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port()}/v1/webhooks/${tenantId}/sandbox`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [signatureField]: signature },
      body: payload,
      signal: AbortSignal.timeout(webhookTimeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook was answered with ${response.status}`);
  };

/** For a node without HTTP. */
export const deliverDirectly =
  (transport: Transport) =>
  async (tenantId: string, payload: string, signature: string): Promise<void> => {
    const [commandId, traceId] = [realWorld.randomId(), realWorld.randomId()];
    const headers = { tenantId, caller: internalCaller, commandId, traceId, deadlineMs: 10_000 };
    await transport.call('payments.webhook', { provider: 'sandbox', payload, signature }, headers);
  };
