import type { IncomingHttpHeaders } from 'node:http';
import type { Server, Socket } from 'socket.io';
import type { Caller } from '../actors/runtime/caller.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { ClientToServer, Handshake, ServerToClient } from './protocol.ts';

/** Who a socket speaks for, as the gateway believes it. */
export type Identity = {
  readonly tenantId: string;
  readonly caller: Caller;
  readonly expiresAt: Instant;
  /** The account as it is now; nobody's for a visitor. */
  readonly reread?: () => Promise<Caller>;
};

export type Identify = {
  /** Throws a SoukError when token and tenant do not fit. `headers` are those of the socket's first request. */
  readonly handshake: (handshake: Handshake, headers: IncomingHttpHeaders) => Promise<Identity>;
  /** The caller that a guest's secret of a cart or an order makes. */
  readonly guest: (tenantId: string, token: string) => Caller | undefined;
};

export type SocketData = { identity: Identity; shard: number };
export type SoukSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type SoukServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
