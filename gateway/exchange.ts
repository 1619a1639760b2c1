import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Trace } from '../actors/runtime/spans.ts';
import type { World } from '../actors/runtime/world.ts';

/** One request on its way to its answer. */
export type Exchange = {
  /** Filled when it is known, for the log. */
  readonly seen: { tenantId?: string };
  readonly req: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
  /** HEAD counts as GET until the answer is sent. */
  readonly method: string;
  readonly isHead: boolean;
  readonly path: string;
  /** What stands behind the `?`. */
  readonly query: string;
  /** The values of the path's `{parameters}`, not yet decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly traceId: Trace;
  /** The caller's own name for this request, echoed. */
  readonly requestId: string | undefined;
  /** Where the caller sits, behind the proxies we trust. */
  readonly address: string;
};

const traceParent = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]([0-9a-f])$/;
const printable = /^[\x21-\x7e]{1,128}$/;

/** Gives each request its trace: the one its caller began (W3C `traceparent`), or one of our own. */
export type Traces = (headers: IncomingHttpHeaders) => Trace;

/** `sampled`, the lowest bit of W3C's flags. */
const isSampled = (flags: string | undefined): boolean => Number.parseInt(flags ?? '0', 16) % 2 === 1;

/**
 * Ours are 64 random bits of this process and a count, since randomness for each request costs as much as its routing.
 * `isRecording`: what the caller records goes on from its span.
 */
export function createTraces(world: World, isRecording = false): Traces {
  const process = Buffer.from(world.randomId(), 'base64url').toString('hex').slice(0, 16).padStart(16, '0');
  let count = 0;
  return ({ traceparent }) => {
    const [, given, span, flags] = (typeof traceparent === 'string' && traceParent.exec(traceparent)) || [];
    if (given !== undefined) return isRecording && isSampled(flags) ? `${given}-${span}` : given;
    count += 1;
    return process + count.toString(16).padStart(16, '0');
  };
}

export function requestIdOf(headers: IncomingHttpHeaders): string | undefined {
  const given = headers['x-request-id'];
  return typeof given === 'string' && printable.test(given) ? given : undefined;
}

/** `trustedProxies`: how many proxies of ours add themselves to `X-Forwarded-For`; all left of them is hearsay. */
function addressOf(req: IncomingMessage, trustedProxies: number): string {
  const nearest = req.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return nearest;
  const hops = [...String(req.headers['x-forwarded-for'] ?? '').split(','), nearest].map((hop) => hop.trim());
  return hops.filter((hop) => hop !== '').at(-1 - trustedProxies) ?? hops.find((hop) => hop !== '') ?? nearest;
}

export type Begun = Omit<Exchange, 'params'>;

export function beginExchange(req: IncomingMessage, traces: Traces, trustedProxies: number): Begun {
  const url = req.url ?? '/';
  const mark = url.indexOf('?');
  return {
    req,
    headers: req.headers,
    method: req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET'),
    isHead: req.method === 'HEAD',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    traceId: traces(req.headers),
    seen: {},
    requestId: requestIdOf(req.headers),
    address: addressOf(req, trustedProxies),
  };
}

/** A header that may stand once; twice is as good as none for those we act upon. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
