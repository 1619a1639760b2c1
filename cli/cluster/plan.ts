/** One process of the cluster. */
export type PlannedNode = {
  readonly name: string;
  readonly kind: Kind;
  readonly roles: string;
  readonly port: number;
};

/** What a process is for; each kind is scaled by itself. */
export type Kind = 'gateways' | 'actors';
export const kinds: readonly Kind[] = ['gateways', 'actors'];

export type Counts = Readonly<Record<Kind, number>>;
export const usualCounts: Counts = { gateways: 2, actors: 3 };
export const mostOfAKind = 16;

const titles: Readonly<Record<Kind, string>> = { gateways: 'gateway', actors: 'actors' };
/** Ports of nodes without a gateway: only health and metrics are there. */
const actorsPortsFrom = 100;

const rolesOf = (kind: Kind, number: number): string => {
  if (kind === 'gateways') return 'gateway,search';
  // One database of figures has one writer.
  return number === 1 ? 'actors,jobs,analytics' : 'actors,jobs';
};

/** The nth node of a kind, counted from 1; a number is never given twice, so that its port and data are its own. */
export const nodeOf = (kind: Kind, number: number, firstPort: number): PlannedNode => ({
  name: `${titles[kind]}-${number}`,
  kind,
  roles: rolesOf(kind, number),
  port: firstPort + (kind === 'gateways' ? 0 : actorsPortsFrom) + number - 1,
});
