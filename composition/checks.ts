import type { ConsumerLag } from '../actors/runtime/feed/consumer.ts';
import type { Check } from '../gateway/pages/health.ts';
import type { Places } from '../gateway/places/places.ts';
import type { Cluster } from './cluster.ts';
import { allContracts } from './contracts.ts';
import type { SoukJobs } from './jobs.ts';
import type { Souk } from './souk.ts';

/** A consumer that does not go on makes lists old, and is no reason to turn shoppers away. */
function problemOf(lags: readonly ConsumerLag[]): string {
  const stuck = lags.find(({ problem }) => problem);
  return stuck ? `, ${stuck.consumer} waits: ${stuck.problem}` : '';
}

/** What `/health/ready` asks of a node. */
export const checksOf = ({ engines, node, analytics, jobs }: Souk, places: Places, cluster?: Cluster): Check[] => [
  { name: 'journal', check: engines.takesWrites },
  { name: 'vault', check: async () => void (await engines.vault.find(['a person'])) },
  { name: 'views', check: async () => void (await engines.rows.cursors('reminders')) },
  { name: 'search', isSpare: true, check: async () => void (await engines.index.cursors('product-index')) },
  { name: 'feed', check: () => `${node.inspector.parked().length} parked${problemOf(node.inspector.lag())}` },
  { name: 'analytics', check: () => analytics.detail() },
  ...(engines.redis ? [{ name: 'redis', check: () => standing(engines.redis?.problem()) }] : []),
  { name: 'jobs', isSpare: true, check: () => jobsOf(jobs) },
  { name: 'requests', check: () => `${places.taken} of ${places.most} places taken, ${places.waiting} wait` },
  ...(cluster ? [{ name: 'nodes', check: () => nodesOf(cluster) }] : []),
];

/** Without it everything works, and limits hold for each node by itself. */
const standing = (problem: string | undefined): string =>
  problem === undefined ? 'limits are counted together' : `away, each node counts for itself: ${problem}`;

/** Who asked for what was given up asks again; it is told because somebody may have to mend why. */
async function jobsOf({ standing }: SoukJobs): Promise<string> {
  const some = [...(await standing())].filter(([, { waiting, underWay, failed }]) => waiting + underWay + failed > 0);
  const told = some.map(([kind, { waiting, underWay, failed }]) => {
    const given = failed > 0 ? `, ${failed} given up` : '';
    return `${kind}: ${waiting} wait, ${underWay} under way${given}`;
  });
  return told.join('; ') || 'none';
}

/** The other areas go on without one that nobody hosts, or that does not answer. */
function nodesOf({ nodes, members, breakers }: Cluster): string {
  const absent = allContracts.filter(({ area }) => members.nodes(area).length === 0).map(({ area }) => area);
  const aside = members.aside().map((node) => `, ${node} does not reach the journal`);
  const silent = breakers.open().map(({ node, action }) => `, ${node} does not answer ${action}`);
  const missing = absent.length > 0 ? `, nobody hosts ${absent.join(', ')}` : '';
  return `${nodes.ids().length} there${missing}${[...aside, ...silent].join('')}`;
}
