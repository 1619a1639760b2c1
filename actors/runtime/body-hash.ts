import { hash } from 'node:crypto';
import { isOfEvent } from './journal/entry.ts';

/**
 * Tells two bodies of one command apart, by 132 bits. What follows from an event has none: the id says all, and the next
 * release may ask for the same thing in other words.
 */
export const bodyHashOf = (commandId: string, action: string, params: unknown): string =>
  isOfEvent(commandId) ? '' : hash('sha256', `${action}\n${canonical(params)}`, 'base64url').slice(0, 22);

/** JSON with its fields in one order, for two that differ only in theirs are the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`;
}
