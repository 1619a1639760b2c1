import { hostname } from 'node:os';
import type { BrokerOptions } from 'moleculer';
import { realWorld } from '../actors/runtime/world.ts';
import type { Cluster } from './cluster.ts';

/** No two processes are ever the same node: what one has said is never taken for another's. */
export const newNodeId = (name: string = hostname().replaceAll(/[^A-Za-z0-9-]/g, '-')): string =>
  `${name}-${process.pid}-${realWorld.randomId().slice(0, 6)}`;

/** What all brokers of Souk have in common. `cluster`: the nodes that it is one of. */
export const brokerOptions = (nodeID: string, cluster: Cluster | undefined): BrokerOptions => ({
  namespace: 'souk',
  nodeID,
  // Who lives is seen by the members, sooner. Moleculer would reject all that is under way to a node whose heartbeats only
  // wait to be read.
  ...(cluster && { transporter: cluster.transporter, heartbeatInterval: 1, heartbeatTimeout: 15 }),
  // Params are parsed once, by the contracts.
  validator: false,
  metrics: false,
  tracing: false,
  // A drain has its own bound, and stops answers before it stops the areas.
  tracking: { enabled: false },
  skipProcessEventRegistration: true,
  registry: { preferLocal: true },
  internalServices: true,
});
