import { createHmac, timingSafeEqual } from 'node:crypto';
import { digestId } from '../runtime/ids.ts';
import { minute, second } from '../runtime/time.ts';
import type { World } from '../runtime/world.ts';
import type { Outcome } from './contract.ts';
import type { News, SignedNews } from './provider.ts';

export type CourierOptions = {
  readonly world: Pick<World, 'now' | 'after'>;
  /** Signs the webhooks. */
  readonly secret: string;
  /** Brings a webhook to `POST /v1/webhooks/{tenant}/sandbox`. */
  readonly deliver: (tenantId: string, payload: string, signature: string) => Promise<void>;
};

const toleranceMs = 5 * minute;
const tries = 5;

type Payload = News & { readonly id: string; readonly tenantId: string };

const sign = (secret: string, at: number, payload: string): Buffer =>
  createHmac('sha256', secret).update(`${at}.${payload}`).digest();

export const signWebhook = (secret: string, at: number, payload: string): string =>
  `t=${at},v1=${sign(secret, at, payload).toString('hex')}`;

/** In constant time; a signature of another form is as wrong as another key's. */
function isSigned(secret: string, { payload, signature, at }: SignedNews): boolean {
  const [, signedAt, digest] = /^t=(\d{1,15}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (signedAt === undefined || digest === undefined || Math.abs(at - Number(signedAt)) > toleranceMs) return false;
  return timingSafeEqual(sign(secret, Number(signedAt), payload), Buffer.from(digest, 'hex'));
}

export function verifyWebhook(secret: string, signed: SignedNews): News | undefined {
  if (!isSigned(secret, signed)) return undefined;
  const { tenantId, paymentId, outcome } = parsed(signed.payload);
  return tenantId === signed.tenantId && paymentId && outcome ? { paymentId, outcome } : undefined;
}

/** What is signed is ours, so only its form is in doubt; the outcome is checked where it is noted. */
function parsed(payload: string): Partial<Payload> {
  try {
    return JSON.parse(payload) ?? {};
  } catch {
    return {};
  }
}

const payloadOf = (tenantId: string, { paymentId, outcome }: News): string => {
  const id = `evt_${digestId(JSON.stringify([tenantId, paymentId, outcome]))}`;
  return JSON.stringify({ id, tenantId, paymentId, outcome } satisfies Payload);
};

export type Courier = (delayMs: number, tenantId: string, paymentId: string, outcome: Outcome) => void;

/** Brings news after a while, and again with growing pauses when the door does not open. */
export function courier({ world, secret, deliver }: CourierOptions): Courier {
  const bring = (tenantId: string, payload: string, tried: number): void => {
    const again = (): void => {
      if (tried < tries) world.after(2 ** tried * second, () => bring(tenantId, payload, tried + 1));
    };
    deliver(tenantId, payload, signWebhook(secret, world.now(), payload)).catch(again);
  };
  return (delayMs, tenantId, paymentId, outcome) => {
    world.after(delayMs, () => bring(tenantId, payloadOf(tenantId, { paymentId, outcome }), 1));
  };
}
