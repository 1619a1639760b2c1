import { SettingsError } from '../settings.ts';
import { allContracts } from './contracts.ts';

const allAreas: readonly string[] = allContracts.map(({ area }) => area);
/** What is asked of whoever is there, and keeps its own. */
const elsewhere: readonly string[] = ['search', 'analytics', 'mails', 'ops'];

/** Roles that stand for several areas, or for what no area is. */
const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['all', allAreas],
  // HTTP and sockets.
  ['gateway', []],
  ['actors', allAreas.filter((area) => !elsewhere.includes(area))],
  // What talks to the outside when nobody waits for it.
  ['jobs', ['mails']],
]);

/** The areas that a node of these roles hosts; every node answers ops for itself. Throws a `SettingsError`. */
export function areasOf(roles: readonly string[]): readonly string[] {
  const unknown = roles.find((role) => !groups.has(role) && !allAreas.includes(role));
  if (unknown !== undefined) {
    const known = [...groups.keys(), ...allAreas].join(', ');
    throw new SettingsError(`ROLES names "${unknown}", and there is no such role: ${known}.`);
  }
  const asked = new Set(roles.flatMap((role) => groups.get(role) ?? [role]));
  return allAreas.filter((area) => area === 'ops' || asked.has(area));
}

export const isGateway = (roles: readonly string[]): boolean => roles.includes('all') || roles.includes('gateway');

/** Follows the feed for ClickHouse, and answers what is asked of it. */
export const isAnalyst = (roles: readonly string[]): boolean => areasOf(roles).includes('analytics');
