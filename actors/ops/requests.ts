import type { RequestFigures, RouteTimes } from './contract.ts';

type Within = RouteTimes['within'];

const byRoute = ({ method, route }: RouteTimes): string => `${method} ${route}`;

const sumOf = (parts: readonly RouteTimes[], field: 'answered' | 'refused' | 'failed' | 'timed'): number =>
  parts.reduce((sum, part) => sum + part[field], 0);

/** All gateways have the same bounds. */
const together = (parts: readonly RouteTimes[]): Within =>
  (parts[0]?.within ?? []).map(({ ms }, place) => ({
    ms,
    count: parts.reduce((sum, { within }) => sum + (within[place]?.count ?? 0), 0),
  }));

/**
 * So many milliseconds at most for that share of the timed answers; undefined where it took longer than the last bound,
 * or none was timed. `timed`: all of them, those beyond the last bound too.
 */
export function withinMs(within: Within, timed: number, share: number): number | undefined {
  if (timed === 0) return undefined;
  return within.find(({ count }) => count >= timed * share)?.ms;
}

function figuresOf(parts: readonly RouteTimes[]): RequestFigures {
  const { method = '', route = '' } = parts[0] ?? {};
  const within = together(parts);
  const timed = sumOf(parts, 'timed');
  const [p50Ms, p95Ms] = [withinMs(within, timed, 0.5), withinMs(within, timed, 0.95)];
  return {
    method,
    route,
    answered: sumOf(parts, 'answered'),
    refused: sumOf(parts, 'refused'),
    failed: sumOf(parts, 'failed'),
    timed,
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p95Ms !== undefined && { p95Ms }),
  };
}

/** What nobody timed is not slow; what took longer than the last bound is slower than all. */
const slowness = ({ timed, p95Ms = Number.POSITIVE_INFINITY }: RequestFigures): number => (timed === 0 ? 0 : p95Ms);

/** Each route over all gateways, the slowest first. */
export function requestFigures(times: readonly RouteTimes[]): readonly RequestFigures[] {
  const figures = [...Map.groupBy(times, byRoute).values()].map(figuresOf);
  return figures.sort(
    (a, b) => Number(slowness(a) < slowness(b)) - Number(slowness(a) > slowness(b)) || b.answered - a.answered,
  );
}
