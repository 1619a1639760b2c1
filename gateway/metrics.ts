import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';

/** What is counted of HTTP. Labels are route patterns, methods and status classes: a bounded set, whatever is asked. */
export type HttpMetrics = {
  /** Made once a route, so that a request only adds. */
  forRoute(method: string, route: string): RouteMetrics;
};

export type RouteMetrics = {
  /** `GET /v1/orders/{id}`. */
  readonly name: string;
  begin(): void;
  done(status: number, startedAt: number): void;
  /** Answered from ready bytes: only counted, in the time that takes. */
  hit(status: number): void;
};

export const requestsName = 'souk_http_requests_total';
export const durationsName = 'souk_http_request_duration_seconds';

const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counted as plain numbers, added to the counter when somebody looks. */
type Tally = { readonly method: string; readonly route: string; readonly hits: number[] };

export function createHttpMetrics(registry: Registry, hotBytes: () => number): HttpMetrics {
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const tallies: Tally[] = [];
  const requests = requestCounter(registry, tallies);
  const durations = new Histogram({
    name: durationsName,
    help: 'Time to the end of an answer, but for those given from ready bytes',
    labelNames: ['method', 'route'],
    buckets: secondsBounds,
    registers,
  });
  showHotBytes(registry, hotBytes);
  const inFlight = new Gauge({ name: 'souk_http_requests_in_flight', help: 'HTTP requests being answered', registers });
  return {
    forRoute: (method, route) => {
      const tally = { method, route, hits: [0, 0, 0, 0, 0, 0] };
      tallies.push(tally);
      const duration = durations.labels({ method, route });
      const count = tally.hits.map((_, first) => requests.labels({ method, route, status: `${first}xx` }));
      return {
        name: `${method} ${route}`,
        begin: () => inFlight.inc(),
        done: (status, startedAt) => {
          inFlight.dec();
          count[Math.floor(status / 100)]?.inc();
          duration.observe((performance.now() - startedAt) / 1_000);
        },
        hit: (status) => {
          const first = Math.floor(status / 100);
          tally.hits[first] = (tally.hits[first] ?? 0) + 1;
        },
      };
    },
  };
}

function requestCounter(registry: Registry, tallies: readonly Tally[]): Counter<'method' | 'route' | 'status'> {
  return new Counter({
    name: requestsName,
    help: 'HTTP requests by route, method and class of status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
    collect() {
      for (const { method, route, hits } of tallies) {
        hits.forEach((count, first) => {
          if (count > 0) this.inc({ method, route, status: `${first}xx` }, count);
        });
        hits.fill(0);
      }
    },
  });
}

function showHotBytes(registry: Registry, hotBytes: () => number): void {
  new Gauge({
    name: 'souk_http_hot_reads_bytes',
    help: 'Memory held by ready answers',
    registers: [registry],
    collect() {
      this.set(hotBytes());
    },
  });
}
