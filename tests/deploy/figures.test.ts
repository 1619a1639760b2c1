import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { watchNode } from '../../composition/metrics.ts';
import { createHttpMetrics } from '../../gateway/metrics.ts';
import { documentsOf, pathsOf, ROOT, textOf } from './files.given.ts';

type Rule = {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: { readonly summary: string; readonly runbook: string };
};
type Rules = { readonly groups: readonly { readonly rules: readonly Rule[] }[] };

const [file] = documentsOf<Rules>('deploy/prometheus/rules.yaml');
const rules = file?.groups.flatMap((group) => group.rules) ?? [];
const alerts = rules.filter(({ alert }) => alert !== undefined);

/** Every name that `/metrics` of a node may show. Figures are read only when somebody asks, so nothing is watched. */
async function shownNames(): Promise<ReadonlySet<string>> {
  const registry = new Registry();
  watchNode(registry, {} as never);
  createHttpMetrics(registry, () => 0);
  const metrics = registry.getMetricsAsArray() as unknown as readonly {
    readonly name: string;
    readonly type: string;
  }[];
  const parts = (name: string, type: string) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  const recorded = rules.flatMap(({ record }) => record ?? []);
  return new Set([...metrics.flatMap(({ name, type }) => parts(name, type)), ...recorded, 'up']);
}

/** The metrics that an expression of PromQL names. */
const namesIn = (expression: string): readonly string[] =>
  expression
    .replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b(?:by|without) ?\([^)]*\)/g, ' ')
    .match(/\b[a-z][\w:]*\b(?!\s*\()/g) ?? [];

async function expectShown(expressions: readonly string[]): Promise<void> {
  const shown = await shownNames();
  const named = expressions.flatMap(namesIn).filter((name) => name !== 'up');
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !shown.has(name))).toEqual([]);
}

test('The names of metrics are found in an expression, and nothing else', () => {
  expect(namesIn('histogram_quantile(0.99, sum by (le) (rate(a_bucket{x="b"}[5m]))) > 1 / b:c')).toEqual([
    'a_bucket',
    'b:c',
  ]);
});

describe('The rules for Prometheus', () => {
  test('ask for what nodes show', () => expectShown(rules.map(({ expr }) => expr)));

  test.each(alerts.map((rule) => [rule.alert, rule] as const))(
    '%s says what is wrong and where it is written what to do',
    (_, { annotations }) => {
      expect(annotations?.summary).toMatch(/^[A-Z]/);
      expect(existsSync(join(ROOT, annotations?.runbook ?? ''))).toBe(true);
    },
  );

  const promtool = (...args: readonly string[]) =>
    spawnSync('promtool', args, { cwd: join(ROOT, 'deploy/prometheus'), encoding: 'utf8' });
  const isThere = promtool('--version').status === 0;
  if (!isThere && process.env.CI === undefined)
    process.stderr.write('SKIPPED: no promtool here (Debian package prometheus brings it).\n');

  // In CI a missing one is a failure.
  (isThere || process.env.CI !== undefined ? test : test.skip)('are valid, and fire when they should', () => {
    for (const args of [
      ['check', 'rules', 'rules.yaml'],
      ['test', 'rules', 'rules.test.yaml'],
    ]) {
      const { status, stdout, stderr, error } = promtool(...args);
      expect({ args, status, said: status === 0 ? '' : `${stdout}${stderr}${error?.message}` }).toEqual({
        args,
        status: 0,
        said: '',
      });
    }
  });
});

test('The dashboard asks for what nodes show', async () => {
  const { panels } = JSON.parse(textOf('deploy/grafana/souk.json')) as {
    readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
  };
  await expectShown(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
});

test('Kubernetes scales by what nodes show', async () => {
  type Scaler = {
    readonly spec?: {
      readonly metrics?: readonly { readonly pods?: { readonly metric: { readonly name: string } } }[];
    };
  };
  const scalers = pathsOf('deploy/kubernetes/*.yaml').flatMap((path) => documentsOf<Scaler>(path));
  await expectShown(
    scalers.flatMap(({ spec }) => (spec?.metrics ?? []).flatMap(({ pods }) => pods?.metric.name ?? [])),
  );
});
