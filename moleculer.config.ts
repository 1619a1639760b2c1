import { hostname } from 'node:os';
import type { BrokerOptions, ServiceBroker } from 'moleculer';
import { runtimeError } from './actors/runtime/errors.ts';
import { moleculerServices, type Perform } from './actors/runtime/moleculer.ts';
import { realWorld } from './actors/runtime/world.ts';
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

/** No two processes are ever the same node: what one has said is never taken for another's. */
const nodeID = `${hostname().replaceAll(/[^A-Za-z0-9-]/g, '-')}-${process.pid}-${realWorld.randomId().slice(0, 6)}`;
const areas = areasOf(settings.ROLES);
const cluster = clusterOf(settings, nodeID, areas);

const prepared = new WeakMap<ServiceBroker, PreparedServer>();
const servers = new WeakMap<ServiceBroker, RunningServer>();

/** Undefined until the broker has started. */
export const serverOf = (broker: ServiceBroker): RunningServer | undefined => servers.get(broker);

const config: BrokerOptions = {
  namespace: 'souk',
  nodeID,
  ...(cluster && { transporter: cluster.transporter, heartbeatInterval: 1, heartbeatTimeout: 3 }),
  logger: loggerOf(settings),
  // Params are parsed once, by the contracts.
  validator: false,
  metrics: false,
  tracing: false,
  // A drain has its own bound, and stops answers before it stops the areas.
  tracking: { enabled: false },
  skipProcessEventRegistration: true,
  registry: { preferLocal: true },
  internalServices: true,
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
