import type { ServiceBroker } from 'moleculer';
import { runtimeError, toSoukError } from '../errors.ts';
import { isUnheard, moleculerTransport } from '../moleculer.ts';
import type { Wire } from '../routing.ts';

/** Calls to one node through the broker. */
export const brokerWire = (broker: () => ServiceBroker): Wire => ({
  send: (node, action, params, headers) =>
    moleculerTransport(broker, { nodeID: node })
      .call(action, params, headers)
      .catch((error: unknown) => {
        throw isUnheard(toSoukError(error)) ? runtimeError('NODE_GONE') : error;
      }),
});
