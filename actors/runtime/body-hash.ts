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
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] !== undefined) text += `${text && ','}${JSON.stringify(name)}:${canonical(fields[name])}`;
  }
  return `{${text}}`;
}
