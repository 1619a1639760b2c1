import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ServiceSchema } from 'moleculer';
import ApiService from 'moleculer-web';
import { notFound } from '../actors/runtime/errors.ts';
import { moleculerTransport } from '../actors/runtime/moleculer.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { App } from './app.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { GatewayServer } from './server.ts';

type ServiceOptions = GatewayOptions & {
  /** How calls reach the areas; default: through the broker of the service. */
  readonly transport?: Transport;
  /** Routes of one's own, as moleculer-web's manual describes them; they are asked for what is no path of Souk's. */
  readonly routes?: readonly object[];
};

/** What stands on the running service: `server` for sockets to attach to, `drain()` for a stop in good order. */
export type GatewayHandle = {
  readonly server: Server;
  /** Rejects where the port cannot be had: a broker that has started only logs that a service of it has not. */
  readonly listening: Promise<void>;
  readonly drain: () => Promise<void>;
};

type Handler = (this: unknown, req: IncomingMessage, res: ServerResponse) => Promise<void>;
type Running = {
  readonly app: App;
  readonly http: GatewayServer;
  readonly listened: PromiseWithResolvers<void>;
  readonly httpHandler: Handler;
  readonly settings: { readonly routes: readonly object[] | null };
};

const running = (service: unknown): Running => service as Running;

const webHandler = ApiService.methods?.httpHandler as Handler;

/**
 * moleculer-web's service whose `httpHandler` serves the contracts' routes by itself: through its pipeline of aliases a
 * request costs twice as much (docs/decisions/0006-gateway-routing.md). Everything else of it stays as its manual says.
 */
export function gatewayService(options: ServiceOptions): ServiceSchema {
  const { settings, world, routes = [] } = options;
  return {
    name: 'gateway',
    mixins: [ApiService as ServiceSchema],
    // The server is ours, so that a taken port is an error that the start can tell and not an exit.
    settings: { server: false, routes: restricted(routes) } as object,
    methods,
    created() {
      const self = running(this);
      const http = new GatewayServer((req, res) => void self.httpHandler(req, res), world, settings.drainMs);
      const transport = options.transport ?? moleculerTransport(() => this.broker, { timed: true });
      const app = createGateway(options, { transport, log: this.logger, isDraining: () => http.isDraining });
      const listened = Promise.withResolvers<void>();
      Object.assign(self, { app, http, server: http.server, listened, listening: listened.promise });
    },
    started() {
      const { http, listened } = running(this);
      http.listen(settings).then(listened.resolve, listened.reject);
      return listened.promise;
    },
    stopped() {
      return running(this).http.drain();
    },
  };
}

/** Without a policy moleculer-web offers every action of every node, and without routes it makes one that does. */
const restricted = (routes: readonly object[]): readonly object[] | null =>
  routes.length === 0 ? null : routes.map((route) => ({ mappingPolicy: 'restrict', ...route }));

const methods: NonNullable<ServiceSchema['methods']> = {
  async httpHandler(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (running(this).app.handle(req, res)) return;
    if (running(this).settings.routes) await webHandler.call(this, req, res);
    else running(this).app.refuse(req, res, notFound('path'));
  },
  send404(req: IncomingMessage, res: ServerResponse): void {
    running(this).app.refuse(req, res, notFound('path'));
  },
  sendError(req: IncomingMessage, res: ServerResponse, error: unknown): void {
    running(this).app.refuse(req, res, error);
  },
  drain(): Promise<void> {
    return running(this).http.drain();
  },
};
