import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, fieldOf, namesTag, owning, withoutContent } from './answer.ts';
import type { AppKit } from './app-kit.ts';
import type { Cors } from './cors.ts';
import type { Endpoint } from './endpoints.ts';
import { type Exchange, requestIdOf } from './exchange.ts';
import type { RouteMetrics } from './metrics.ts';
import { type Bound, boundOfAll, boundOfTenant } from './rate-limit.ts';
import { completeFields } from './send.ts';

/** A visitor who shows nothing of himself sees what every visitor sees. */
export const isForEverybody = (headers: IncomingHttpHeaders): boolean =>
  headers.authorization === undefined &&
  headers['souk-token'] === undefined &&
  headers['souk-version'] === undefined &&
  // A session's, perhaps: whoever sells sees the own product as it is now.
  headers.cookie === undefined;

/** All that can be known of a kept answer before somebody asks. */
type Ready = {
  readonly fields: readonly string[];
  readonly tag: string;
  readonly unchanged: readonly string[];
  readonly metrics: RouteMetrics;
};

/** Answers from ready bytes, in the tick in which the request came. */
export class HotServer {
  readonly #kit: AppKit;
  readonly #cors: Cors;
  readonly #prefixes: readonly string[];
  readonly #ready = new WeakMap<Answer, Ready>();

  constructor(kit: AppKit, cors: Cors) {
    this.#kit = kit;
    this.#cors = cors;
    this.#prefixes = prefixesOf(kit.endpoints);
  }

  /** False: not now, so the request goes the long way. */
  serve(req: IncomingMessage, res: ServerResponse): boolean {
    const { method, url = '', headers } = req;
    if ((method !== 'GET' && method !== 'HEAD') || !this.#prefixes.some((prefix) => url.startsWith(prefix)))
      return false;
    if (!isForEverybody(headers) || this.#countsCallers || this.#kit.isDraining()) return false;
    const tenantId = this.#kit.identify.visited(headers);
    const answer = tenantId === undefined ? undefined : this.#kit.hotReads.find(tenantId, url);
    const ready = answer && this.#ready.get(answer);
    if (tenantId === undefined || !ready) return false;
    const counted = this.#counted(tenantId);
    if (counted) write(req, res, answer, ready, [...counted, ...this.#cors.fields(headers.origin)]);
    return counted !== undefined;
  }

  /** Loads an answer that others may have too; the load itself is counted where it ends. */
  async load(exchange: Exchange, endpoint: Endpoint, metrics: RouteMetrics): Promise<Answer> {
    const { identify, hotReads } = this.#kit;
    const { tenantId } = await identify.identify(exchange);
    const url = exchange.req.url ?? '';
    const found = hotReads.find(tenantId, url);
    if (found) return { ...found, forCaller: this.#take(tenantId) };
    let counted: readonly string[] | undefined;
    const answer = await hotReads.load(tenantId, url, async () => {
      const { forCaller, ...answered } = await endpoint.answer(exchange);
      counted = forCaller;
      return owning(answered);
    });
    if (!this.#ready.has(answer)) this.#ready.set(answer, readyOf(answer, metrics));
    return { ...answer, forCaller: counted ?? this.#take(tenantId) };
  }

  /** Who it is must be known then. */
  get #countsCallers(): boolean {
    const { address, caller } = this.#kit.perMinute;
    return address > 0 || caller > 0;
  }

  #take(tenantId: string, ...also: readonly Bound[]): readonly string[] {
    return this.#kit.limits.take(boundOfTenant(tenantId, this.#kit.identify.termsOf(tenantId)), ...also);
  }

  /** Undefined: too many; the long way says so. */
  #counted(tenantId: string): readonly string[] | undefined {
    try {
      return this.#take(tenantId, boundOfAll(this.#kit.perMinute.all));
    } catch {
      return undefined;
    }
  }
}

/** `/v1/products/{idOrHandle}` -> `/v1/products`. */
const prefixesOf = (endpoints: readonly Endpoint[]): readonly string[] => [
  ...new Set(endpoints.filter(({ isHot }) => isHot).map(({ path }) => path.replace(/\/\{.*$/, ''))),
];

function readyOf(answer: Answer, metrics: RouteMetrics): Ready {
  const tag = fieldOf(answer, 'ETag') ?? '';
  const unchanged = completeFields({ status: 304, headers: withoutContent(answer.headers) });
  return { fields: completeFields(answer), tag, unchanged, metrics };
}

function write(req: IncomingMessage, res: ServerResponse, answer: Answer, ready: Ready, also: readonly string[]): void {
  const { 'if-none-match': ifNoneMatch } = req.headers;
  const requestId = requestIdOf(req.headers);
  const more = requestId === undefined ? also : [...also, 'X-Request-Id', requestId];
  const isSame = ifNoneMatch !== undefined && namesTag(ifNoneMatch, ready.tag);
  const status = isSame ? 304 : answer.status;
  const fields = isSame ? ready.unchanged : ready.fields;
  res.writeHead(status, more.length === 0 ? (fields as string[]) : [...fields, ...more]);
  res.end(isSame || req.method === 'HEAD' ? undefined : answer.body);
  ready.metrics.hit(status);
}
