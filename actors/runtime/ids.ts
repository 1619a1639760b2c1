import { hash } from 'node:crypto';

/** Every id Souk makes; people's own codes (`vendorSku`, handles, order numbers) are text beside it. */
export const idPattern = /^[A-Za-z0-9_-]{1,128}$/;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 100 bits of SHA-256 in Crockford's base 32: no hyphen, so a hyphen can join an id and a number (`prod_…-1`). */
export function digestId(text: string): string {
  const bytes = hash('sha256', text, 'buffer');
  let id = '';
  for (let index = 0; index < 20; index += 1) id += alphabet[(bytes[index] as number) & 31];
  return id;
}

/** The id that something was joined to with a hyphen: `prod_…` of `prod_…-1`; empty where nothing was. */
export const idBefore = (joined: string): string => joined.slice(0, Math.max(0, joined.lastIndexOf('-')));

/** The same seed gives the same id: a retried command meets the thing that its first try made. */
export const deriveId = (prefix: string, seed: string): string => `${prefix}_${digestId(`${prefix}\n${seed}`)}`;

/** FNV-1a, 32 bits, with a final mix: places a stream in a partition and must never change. */
export function hash32(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** 53 bits for the answer index: two streams of hash32 side by side; a collision costs one more look, never a wrong answer. */
export function hash53(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  low ^= low >>> 15;
  high = Math.imul(high ^ (high >>> 13), 0x85ebca6b);
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}
