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

/** Whether it writes the figures: one database of figures has one writer. */
const isWriter = ({ roles }: PlannedNode): boolean => roles.includes('analytics');

const rolesOf = (kind: Kind, others: readonly PlannedNode[]): string => {
  if (kind === 'gateways') return 'gateway,search';
  return others.some(isWriter) ? 'actors,jobs' : 'actors,jobs,analytics';
};

/** People have the addresses of gateways open, and figures lie in their writer's directory: both stay what they are. */
export const keepsPlace = (node: PlannedNode): boolean => node.kind === 'gateways' || isWriter(node);

/**
 * The nth node of a kind, counted from 1, beside others that run; a number is never given twice, so that its port and
 * data are its own.
 */
export const nodeOf = (kind: Kind, number: number, firstPort: number, others: readonly PlannedNode[]): PlannedNode => ({
  name: `${titles[kind]}-${number}`,
  kind,
  roles: rolesOf(kind, others),
  port: firstPort + (kind === 'gateways' ? 0 : actorsPortsFrom) + number - 1,
});
