import type { BrokerOptions, ServiceBroker } from 'moleculer';
import { runtimeError } from './actors/runtime/errors.ts';
import { moleculerServices, type Perform } from './actors/runtime/moleculer.ts';
import { realWorld } from './actors/runtime/world.ts';
import { brokerOptions, newNodeId } from './composition/broker.ts';
import { clusterOf } from './composition/cluster.ts';
import { allContracts } from './composition/contracts.ts';
import { loggerOf } from './composition/logs.ts';
import { areasOf } from './composition/roles.ts';
import { type PreparedServer, prepareServer, type RunningServer } from './composition/server.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * The composition root: settings -> engines -> the areas this node hosts. `moleculer-runner --config moleculer.config.ts`
 * and `npm start` both begin here.
 */
export const settings: Settings = readSettings(process.env);

const nodeID = newNodeId(settings.NODE_NAME);
const areas = areasOf(settings.ROLES);
const cluster = clusterOf(settings, nodeID, areas);

const prepared = new WeakMap<ServiceBroker, PreparedServer>();
const servers = new WeakMap<ServiceBroker, RunningServer>();

/** Undefined until the broker has started. */
export const serverOf = (broker: ServiceBroker): RunningServer | undefined => servers.get(broker);

const config: BrokerOptions = {
  ...brokerOptions(nodeID, cluster),
  logger: loggerOf(settings),
  created(broker: ServiceBroker) {
    const perform: Perform = async (action, params, headers, from) => {
      const server = prepared.get(broker);
      if (!server) throw runtimeError('DRAINING');
      const run = () => server.souk.node.perform(action, params, headers);
      return cluster && from !== nodeID ? cluster.guests.run(run) : run();
    };
    const hosted = allContracts.filter(({ area }) => areas.includes(area));
    for (const schema of moleculerServices(hosted, perform, realWorld)) broker.createService(schema);
  },
  async started(broker: ServiceBroker) {
    const server = await prepared.get(broker)?.open();
    if (server) servers.set(broker, server);
  },
  middlewares: [
    {
      name: 'server',
      // Before Moleculer connects to anybody: its line is signed with what the vault holds.
      starting: async (broker: ServiceBroker) =>
        void prepared.set(broker, await prepareServer(broker, settings, cluster)),
      // Before Moleculer stops any area: what is under way still asks them.
      stopping: async (broker: ServiceBroker) => servers.get(broker)?.stop(),
    },
  ],
};

export default config;
