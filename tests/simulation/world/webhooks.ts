import { internalCaller } from '../../../actors/runtime/caller.ts';
import type { House } from './house.ts';
import type { Process } from './process.ts';
import { newOwner } from './scheduler.ts';

const tries = 5;
const againMs = 2_000;

/** As a gateway brings the provider's news: to any process, and again a few times when nobody takes it. */
export function bringWebhooks(house: House, up: () => readonly Process[]): void {
  const dice = house.dice.fork('webhooks');
  const postman = newOwner('postman');
  const bring = (tenantId: string, payload: string, tried: number): void => {
    const again = (): void => {
      if (tried < tries) house.scheduler.in(againMs, postman, 'tries again', () => bring(tenantId, payload, tried + 1));
    };
    const there = up();
    if (there.length === 0) return again();
    const commandId = dice.id();
    const headers = { tenantId, caller: internalCaller, commandId, traceId: commandId, deadlineMs: 10_000 };
    const params = { provider: 'sim', payload, signature: 'signed' };
    dice.pick(there).transport.call('payments.webhook', params, headers).catch(again);
  };
  house.deliver = (tenantId, payload) => bring(tenantId, payload, 1);
}
