import type { Throttle, TryLimit } from '../runtime/throttle.ts';
import { minute } from '../runtime/time.ts';
import { refusal } from './refusals.service.ts';

/** A thing whose failed tries are counted. */
export type Tried = { readonly what: string; readonly limit: TryLimit };

const windowMs = 15 * minute;

export const accountTried = (account: string): Tried => ({ what: `login:${account}`, limit: { tries: 10, windowMs } });

export const addressTried = (address: string): Tried => ({
  what: `login-from:${networkOf(address)}`,
  limit: { tries: 100, windowMs },
});

/** Whoever has one IPv6 address has the 2^64 of its network. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}

/**
 * Counts a try before it is made, so that a thousand at once are still a thousand, and gives back what did not fail.
 * Undefined means failed.
 */
export async function counted<Proof>(
  throttle: Throttle,
  tenantId: string,
  things: readonly Tried[],
  attempt: () => Promise<Proof | undefined>,
): Promise<Proof> {
  await takeAll(throttle, tenantId, things);
  let proof: Proof | undefined;
  let hasFailed = false;
  try {
    proof = await attempt();
    hasFailed = proof === undefined;
  } finally {
    if (!hasFailed) await giveBack(throttle, tenantId, things);
  }
  if (proof === undefined) throw refusal('LOGIN_FAILED');
  return proof;
}

async function takeAll(throttle: Throttle, tenantId: string, things: readonly Tried[]): Promise<void> {
  const taken: Tried[] = [];
  for (const thing of things) {
    const retryAfterMs = await throttle.take(tenantId, thing.what, thing.limit);
    if (retryAfterMs > 0) {
      await giveBack(throttle, tenantId, taken);
      throw refusal('TOO_MANY_LOGINS', { retryAfterMs });
    }
    taken.push(thing);
  }
}

const giveBack = async (throttle: Throttle, tenantId: string, things: readonly Tried[]): Promise<void> => {
  await Promise.all(things.map(({ what }) => throttle.giveBack(tenantId, what)));
};
