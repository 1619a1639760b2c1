import type { Counter, Histogram, Registry } from 'prom-client';
import type { RouteTimes } from '../actors/ops/contract.ts';
import { second } from '../actors/runtime/time.ts';
import { durationsName, requestsName } from './metrics.ts';

type Sum = { -readonly [Field in Exclude<keyof RouteTimes, 'within'>]: RouteTimes[Field] } & {
  within: { ms: number; count: number }[];
};

const fieldOf: Readonly<Record<string, 'refused' | 'failed'>> = { '4xx': 'refused', '5xx': 'failed' };

/** Read from what is counted for Prometheus anyhow: nothing is counted twice. */
export async function routeTimes(registry: Registry): Promise<readonly RouteTimes[]> {
  const sums = new Map<string, Sum>();
  const sumOf = ({ method, route }: Readonly<Record<string, unknown>>): Sum => {
    const key = `${method} ${route}`;
    const none = {
      method: String(method),
      route: String(route),
      answered: 0,
      refused: 0,
      failed: 0,
      timed: 0,
      within: [],
    };
    const sum = sums.get(key) ?? none;
    sums.set(key, sum);
    return sum;
  };
  const requests = registry.getSingleMetric(requestsName) as Counter | undefined;
  for (const { labels, value } of (await requests?.get())?.values ?? []) {
    const sum = sumOf(labels);
    sum.answered += value;
    const field = fieldOf[String(labels.status)];
    if (field) sum[field] += value;
  }
  const durations = registry.getSingleMetric(durationsName) as Histogram | undefined;
  for (const { labels, value, metricName } of (await durations?.get())?.values ?? []) {
    const { le } = labels as { readonly le?: unknown };
    if (metricName?.endsWith('_count')) sumOf(labels).timed += value;
    if (typeof le === 'number') sumOf(labels).within.push({ ms: le * second, count: value });
  }
  return [...sums.values()].filter(({ answered }) => answered > 0);
}
