import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordedSpan, traceIdOf } from '../actors/runtime/spans.ts';
import { type Answer, emptyAnswer } from './answer.ts';
import type { AppKit } from './app-kit.ts';
import { settingCookies } from './browser/cookies.ts';
import { gatewayError } from './codes.ts';
import { type Cors, createCors } from './cors.ts';
import type { Endpoint } from './endpoints.ts';
import { type Begun, beginExchange, createTraces, type Exchange, type Traces } from './exchange.ts';
import { HotServer, isForEverybody } from './hot-server.ts';
import { createHttpMetrics, type RouteMetrics } from './metrics.ts';
import { wantsHtml } from './pages/html.ts';
import { asSoukError, problemAnswer } from './problem.ts';
import { boundOfAll } from './rate-limit.ts';
import { createRouter, type Found, type Router } from './router.ts';
import { send } from './send.ts';

type Target = { readonly endpoint: Endpoint; readonly metrics: RouteMetrics };
type Place = Found<Target>;
type Params = Exchange['params'];
type Answering = (begun: Begun) => Promise<Answer>;

/** The gateway without a socket: requests come in, answers go out. */
export class App {
  readonly #kit: AppKit;
  readonly #router: Router<Target>;
  readonly #traces: Traces;
  readonly #cors: Cors;
  readonly #hot: HotServer;
  /** For paths that nobody has. */
  readonly #elsewhere: RouteMetrics;

  constructor(kit: AppKit) {
    const metrics = createHttpMetrics(kit.registry, () => kit.hotReads.bytes);
    this.#kit = kit;
    this.#traces = createTraces(kit.world, kit.spans.isOn);
    this.#cors = createCors(kit.corsOrigins);
    this.#hot = new HotServer(kit, this.#cors);
    this.#elsewhere = metrics.forRoute('any', 'none');
    this.#router = createRouter(
      kit.endpoints.map((endpoint) => {
        const target = { endpoint, metrics: metrics.forRoute(endpoint.method, endpoint.path) };
        return { method: endpoint.method, path: endpoint.path, target };
      }),
    );
  }

  /** False: the path is none of ours. */
  handle(req: IncomingMessage, res: ServerResponse): boolean {
    if (req.headers.host === undefined && req.httpVersion === '1.1') {
      this.refuse(req, res, gatewayError('MALFORMED_REQUEST', { problem: 'HTTP/1.1 names a host' }));
      return true;
    }
    if (this.#hot.serve(req, res)) return true;
    const begun = beginExchange(req, this.#traces, this.#kit.trustedProxies);
    const place = this.#router.find(begun.method, begun.path);
    if (!place) return false;
    const metrics = 'target' in place ? place.target.metrics : this.#elsewhere;
    this.#serve(res, begun, metrics, (traced) => this.#answer(traced, place));
    return true;
  }

  /** Answers what cannot be served with the problem it has. */
  refuse(req: IncomingMessage, res: ServerResponse, error: unknown): void {
    const begun = beginExchange(req, this.#traces, this.#kit.trustedProxies);
    const { missingPage } = this.#kit;
    const isPage = missingPage && begun.method === 'GET' && wantsHtml(begun.headers.accept);
    const isMissing = isPage && asSoukError(error).class === 'NotFound';
    this.#serve(res, begun, this.#elsewhere, () =>
      isMissing ? Promise.resolve(missingPage()) : Promise.reject(error),
    );
  }

  #serve(res: ServerResponse, begun: Begun, metrics: RouteMetrics, answering: Answering): void {
    this.#finish(res, begun, metrics, answering).catch((error: unknown) => {
      this.#kit.log.error({ traceId: traceIdOf(begun.traceId), err: error }, 'An answer could not be sent');
      res.destroy();
    });
  }

  async #finish(res: ServerResponse, begun: Begun, metrics: RouteMetrics, answering: Answering): Promise<void> {
    const startedAt = performance.now();
    metrics.begin();
    const span = this.#kit.spans.begin(metrics.name, begun.traceId);
    const traced = span.trace === begun.traceId ? begun : { ...begun, traceId: span.trace };
    const answer = await answering(traced).catch((error: unknown) => this.#problem(traced, error));
    const status = send(res, answer, begun, this.#about(traced));
    metrics.done(status, startedAt);
    span.end({ 'http.response.status_code': status });
  }

  async #answer(begun: Begun, place: Place): Promise<Answer> {
    const { limits, perMinute } = this.#kit;
    limits.take({ key: `address ${begun.address}`, perMinute: perMinute.address }, boundOfAll(perMinute.all));
    if (!('target' in place)) return this.#otherMethod(begun, place.allow);
    const { endpoint, metrics } = place.target;
    if (endpoint.isHot && isForEverybody(begun.headers))
      return this.#hot.load({ ...begun, params: place.params }, endpoint, metrics);
    return this.#ask(begun, endpoint, place.params);
  }

  /** The cookies of a renewed session go along with a problem too: the browser's own are used up. */
  async #ask(asked: Begun, endpoint: Endpoint, params: Params): Promise<Answer> {
    const { begun, setCookies } = await this.#kit.browserSessions.open(asked);
    try {
      return settingCookies(await endpoint.answer({ ...begun, params }), setCookies);
    } catch (error) {
      return settingCookies(this.#problem(begun, error), setCookies);
    }
  }

  #otherMethod({ method, headers }: Begun, allowed: readonly string[]): Answer {
    const allow = allowed.join(', ');
    if (method !== 'OPTIONS') throw gatewayError('METHOD_NOT_ALLOWED', { allow });
    const answer = emptyAnswer(204, { Allow: allow });
    return { ...answer, headers: [...answer.headers, ...this.#cors.preflight(headers.origin)] };
  }

  #problem(begun: Begun, thrown: unknown): Answer {
    const { class: errorClass, type } = asSoukError(thrown);
    const { traceId, requestId, method, path, seen } = begun;
    const about = {
      tenantId: seen.tenantId,
      traceId: traceIdOf(traceId),
      requestId,
      method,
      path,
      code: type,
      err: thrown,
    };
    if (errorClass === 'Internal') this.#kit.log.error(about, 'A request met a bug');
    else if (errorClass === 'Unavailable') this.#kit.log.warn(about, 'A request could not be answered now');
    return problemAnswer(thrown, traceId);
  }

  #about({ headers, requestId, traceId }: Begun): readonly string[] {
    const fields = [...this.#cors.fields(headers.origin), 'X-Request-Id', requestId ?? traceIdOf(traceId)];
    if (recordedSpan(traceId)) fields.push('Traceparent', `00-${traceId}-01`);
    return this.#kit.isDraining() ? [...fields, 'Connection', 'close'] : fields;
  }
}
