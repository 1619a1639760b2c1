import type { BrokerOptions, ServiceBroker } from 'moleculer';
import { runtimeError } from './actors/runtime/errors.ts';
import { moleculerServices, type Perform } from './actors/runtime/moleculer.ts';
import { realWorld } from './actors/runtime/world.ts';
import { allContracts } from './composition/contracts.ts';
import { loggerOf } from './composition/logs.ts';
import { type RunningServer, startServer } from './composition/server.ts';
import type { Souk } from './composition/souk.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * The composition root: settings -> engines -> the areas this node hosts. `moleculer-runner --config moleculer.config.ts`
 * and `npm start` both begin here.
 */
export const settings: Settings = readSettings(process.env);

const nodes = new WeakMap<ServiceBroker, Souk>();
const servers = new WeakMap<ServiceBroker, RunningServer>();

/** Undefined until the broker has started. */
export const serverOf = (broker: ServiceBroker): RunningServer | undefined => servers.get(broker);

const config: BrokerOptions = {
  namespace: 'souk',
  nodeID: `souk-${process.pid}`,
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
    const perform: Perform = async (...call) => {
      const souk = nodes.get(broker);
      if (!souk) throw runtimeError('DRAINING');
      return souk.node.perform(...call);
    };
    for (const schema of moleculerServices(allContracts, perform, realWorld)) broker.createService(schema);
  },
  async started(broker: ServiceBroker) {
    servers.set(broker, await startServer(broker, settings, (souk) => nodes.set(broker, souk)));
  },
  // Before Moleculer stops any area: what is under way still asks them.
  middlewares: [{ name: 'drain', stopping: async (broker: ServiceBroker) => servers.get(broker)?.stop() }],
};

export default config;
