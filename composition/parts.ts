import type { ServiceBroker } from 'moleculer';
import type { Registry } from 'prom-client';
import type { HotReads } from '../gateway/hot-reads.ts';
import type { Places } from '../gateway/places/places.ts';
import type { SharedPages } from '../gateway/shared-pages.ts';
import type { Identify } from '../realtime/parties.ts';
import type { Realtime } from '../realtime/sockets.ts';
import type { Settings } from '../settings.ts';
import type { Cluster } from './cluster.ts';
import type { Recording } from './recording.ts';
import type { Souk } from './souk.ts';

/** What is known only once it is there. */
export type Late = { souk?: Souk; identify?: Identify; port?: number; pages?: SharedPages };

/** What the parts of a server are made of. */
export type Parts = {
  readonly broker: ServiceBroker;
  readonly settings: Settings;
  readonly recording: Recording;
  readonly souk: Souk;
  readonly hotReads: HotReads;
  readonly realtime: Realtime;
  readonly cluster: Cluster | undefined;
  readonly places: Places;
  readonly metrics: Registry;
  readonly late: Late;
};
