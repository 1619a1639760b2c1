import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceBroker, ServiceSchema } from 'moleculer';
import ApiService from 'moleculer-web';
import { notFound } from '../actors/runtime/errors.ts';
import type { App } from './app.ts';
import type { BrokerCall } from './ask.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { GatewayServer } from './server.ts';

type ServiceOptions = GatewayOptions & {
  /** Routes of one's own, as moleculer-web's manual describes them; they are asked for what is no path of Souk's. */
  readonly routes?: readonly object[];
};

type Handler = (this: unknown, req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Names of what stands on the running service: `server` to attach sockets to, `drain()` for a stop in good order. */
export type GatewayHandle = { readonly server: GatewayServer['server']; readonly drain: () => Promise<void> };

/**
 * moleculer-web's service whose `httpHandler` serves the contracts' routes by itself: through its pipeline of aliases a
 * request costs twice as much (docs/decisions/0005-gateway-routing.md). Everything else of it stays as its manual says.
 */
export function gatewayService(options: ServiceOptions): ServiceSchema {
  const { settings, routes = [] } = options;
  // Without a policy moleculer-web would offer every action of every node to everybody.
  const ownRoutes = routes.map((route) => ({ mappingPolicy: 'restrict', ...route }));
  return {
    name: 'gateway',
    mixins: [ApiService as ServiceSchema],
    // The server is ours, so that a taken port is an error that the start can tell and not an exit.
    settings: { server: false, routes: ownRoutes.length > 0 ? ownRoutes : null } as ServiceSchema['settings'] & object,
    methods: {
      async httpHandler(req: IncomingMessage, res: ServerResponse): Promise<void> {
        if ((this['app'] as App).handle(req, res)) return;
        if (ownRoutes.length === 0) (this['app'] as App).refuse(req, res, notFound('path'));
        else await (ApiService.methods?.['httpHandler'] as Handler).call(this, req, res);
      },
      send404(req: IncomingMessage, res: ServerResponse): void {
        (this['app'] as App).refuse(req, res, notFound('path'));
      },
      sendError(req: IncomingMessage, res: ServerResponse, error: unknown): void {
        (this['app'] as App).refuse(req, res, error);
      },
    },
    created() {
      const service = this as unknown as Record<string, unknown> & { broker: ServiceBroker; httpHandler: Handler };
      const server = new GatewayServer(
        (req, res) => void service.httpHandler(req, res),
        options.world,
        settings.drainMs,
      );
      const call: BrokerCall = (action, params, how) => this.broker.call(action, params as object, how);
      const outside = { call, log: this.logger, isDraining: () => server.isDraining };
      Object.assign(service, {
        app: createGateway(options, outside),
        server: server.server,
        listen: () => server.listen(settings),
        drain: () => server.drain(),
      });
    },
    started() {
      return this['listen']();
    },
    stopped() {
      return this['drain']();
    },
  };
}
