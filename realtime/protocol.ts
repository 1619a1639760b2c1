/**
 * What browsers and Souk say to each other. A channel is one actor's public view (`stock:<sku>`, `order:<id>`,
 * `cart:<id>`), one list (`vendor-orders:<vendorId>`, `vendor-fulfilments:<vendorId>`, `vendor-stock:<vendorId>`,
 * `catalog`) or figures (`analytics:<vendorId>`). Its version is its offset: opaque, compared only for equality.
 */
export type Channel = string;
export type Version = string;

export type Subscribe = {
  readonly channel: Channel;
  /** The version the client has; when it is still the newest, no state is sent. */
  readonly since?: Version;
  /** A guest's secret of that cart or order. */
  readonly token?: string;
};

export type Subscribed = { readonly version: Version; readonly state?: unknown };

export type LiveProblem = {
  readonly code: string;
  readonly detail: string;
  /** Trying again later may help. */
  readonly retryable: boolean;
};

export type Reply<Answer> = { readonly ok: Answer } | { readonly problem: LiveProblem };

/** One change of a list. */
export type ListChange = { readonly id: string; readonly what: 'new' | 'changed' | 'gone'; readonly item?: unknown };

/**
 * `state` is the whole view and stands for itself. `changes` continue the list from version `from`: a client that has
 * another one has missed something and subscribes again.
 */
export type Frame = {
  readonly channel: Channel;
  readonly from: Version;
  readonly version: Version;
  readonly state?: unknown;
  readonly changes?: readonly ListChange[];
};

/** The newest version of a channel, said again after a pause: shows a lost last frame. */
export type Digest = { readonly channel: Channel; readonly version: Version };

export interface ClientToServer {
  subscribe: (message: Subscribe, reply: (answer: Reply<Subscribed>) => void) => void;
  unsubscribe: (message: { readonly channel: Channel }, reply: (answer: Reply<Record<string, never>>) => void) => void;
  /** A new access token for a socket that stays open; an empty one logs it out. */
  authenticate: (message: { readonly token: string }, reply: (answer: Reply<Record<string, never>>) => void) => void;
}

export interface ServerToClient {
  frame: (frame: Frame) => void;
  digest: (digest: Digest) => void;
  /** The session behind these channels has ended: authenticate, then subscribe again. */
  expired: (message: { readonly channels: readonly Channel[] }) => void;
  /** The socket was too slow and frames were left out: subscribe again. */
  resync: (message: { readonly channels: readonly Channel[] }) => void;
}

/** Sent with the handshake. */
export type Handshake = { readonly token?: string; readonly tenant?: string };

export const maxChannelsPerSocket = 100;
export const frameEveryMs = 50;
/** Of one channel of figures. */
export const figuresEveryMs = 1_000;
export const digestEveryMs = 5_000;
