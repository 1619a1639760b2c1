import { describe, expect, test } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { allContracts } from '../../composition/contracts.ts';
import { areasOf } from '../../composition/roles.ts';
import { readSettings, settingsSchema } from '../../settings.ts';
import { documentsOf, pathsOf, textOf } from './files.given.ts';

type Manifest = { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string } };
type Model = new (manifest: never) => { readonly validate: () => void };

const models: Readonly<Record<string, Model>> = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Service,
};

const files = pathsOf('deploy/kubernetes/*.yaml').filter((path) => !path.endsWith('kustomization.yaml'));
const manifests = files.flatMap((path) => documentsOf<Manifest>(path));
const known: readonly string[] = Object.keys(settingsSchema.describe().keys as object);
const areas = allContracts.map(({ area }) => area).sort();
const placeholder = 'mongodb://mongo:27017/souk?replicaSet=souk';

/** What a node of the cluster would be told, each secret by an address of its kind. */
const addresses: Readonly<Record<string, string>> = {
  NATS_URL: 'nats://nats:4222',
  MONGO_URL: placeholder,
  VAULT_URL: placeholder,
  REDIS_URL: 'redis://redis:6379',
  CLICKHOUSE_URL: 'http://clickhouse:8123',
  SMTP_URL: 'smtp://mail:25',
};

function expectNodes(nodes: readonly Readonly<Record<string, string>>[]): void {
  for (const env of nodes) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(env)));
    expect(readSettings({ ...env }).NATS_URL).toBeDefined();
  }
  const hosted = nodes.flatMap(({ ROLES = '' }) => areasOf(ROLES.split(',')));
  expect([...new Set(hosted)].sort()).toEqual(areas);
}

describe('On Kubernetes', () => {
  test.each(manifests.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))(
    '%s is valid',
    (_, manifest) => {
      const Model = models[manifest.kind];
      if (!Model) throw new Error(`no model for ${manifest.kind}`);
      expect(() => new Model(manifest as never).validate()).not.toThrow();
    },
  );

  type Container = {
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly securityContext: object;
  };
  type Spec = {
    readonly replicas: number;
    readonly template: {
      readonly spec: { readonly securityContext: object; readonly containers: readonly Container[] };
    };
  };
  const deployments = manifests.filter(({ kind }) => kind === 'Deployment') as (Manifest & { readonly spec: Spec })[];
  const [shared] = manifests.filter(({ kind }) => kind === 'ConfigMap') as (Manifest & {
    readonly data: Readonly<Record<string, string>>;
  })[];

  test('every area is hosted, by nodes whose settings Souk can read', () => {
    const envs = deployments.map(({ spec }) => {
      const own = (spec.template.spec.containers[0]?.env ?? []).map(
        ({ name, value }) => [name, value ?? addresses[name] ?? ''] as const,
      );
      return { ...shared?.data, ...Object.fromEntries(own) };
    });
    expectNodes(envs);
  });

  test('no node runs as root or may change its image, and figures have one writer', () => {
    for (const { spec } of deployments) {
      const { securityContext, containers } = spec.template.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true });
      expect(containers[0]?.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
    }
    expect(deployments.find(({ metadata }) => metadata.name === 'souk-analytics')?.spec.replicas).toBe(1);
  });

  test('each file is named in the kustomization, and no secret stands in any', () => {
    const [{ resources }] = documentsOf<{ readonly resources: readonly string[] }>(
      'deploy/kubernetes/kustomization.yaml',
    ) as [{ readonly resources: readonly string[] }];
    expect([...resources].sort()).toEqual(files.map((path) => path.replace('deploy/kubernetes/', '')));
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });
});

describe('With Docker', () => {
  type Composed = {
    readonly image?: string;
    readonly ports?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  };
  const [{ services }] = documentsOf<{ readonly services: Readonly<Record<string, Composed>> }>(
    'deploy/compose.yaml',
  ) as [{ readonly services: Readonly<Record<string, Composed>> }];

  test('every area is hosted, by nodes whose settings Souk can read', () => {
    const nodes = Object.values(services).filter(({ image }) => image === 'souk');
    const filled = (value: string): string =>
      value.replaceAll(/\$\{(\w+):?(?:-([^}]*)|\?)?\}/g, (_, _name, usual) => usual ?? 'x');
    expectNodes(
      nodes.map(({ environment = {} }) =>
        Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)])),
      ),
    );
  });

  test('servers are pinned, and only gateways can be reached', () => {
    for (const [name, { image = '', ports }] of Object.entries(services)) {
      if (image !== 'souk') expect(image).toMatch(/:\d+\.\d+(\.\d+)*(-\w+)?$/);
      expect(ports === undefined).toBe(name !== 'gateway');
    }
  });

  test('the image runs the Node that package.json pins, and not as root', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { readonly dependencies: { readonly node: string } };
    const dockerfile = textOf('deploy/Dockerfile');
    expect(dockerfile).toContain(`ARG NODE=${dependencies.node}\n`);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });

  test('what the image is made of is not left out of it', () => {
    const out = textOf('deploy/Dockerfile.dockerignore').trim().split('\n');
    for (const needed of ['actors', 'analytics', 'cli', 'composition', 'gateway', 'realtime', 'tenants', 'tools'])
      expect(out).not.toContain(needed);
  });
});
