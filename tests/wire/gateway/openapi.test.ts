import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allContracts } from '../../../composition/contracts.ts';
import { allServices, type DomainParts } from '../../../composition/domains.ts';
import { openApiDocument } from '../../../gateway/openapi/document.ts';
import { shapeOf } from '../../../gateway/openapi/shapes.ts';
import { type Route, routesOf } from '../../../gateway/routes/routes.ts';
import { readSettings } from '../../../settings.ts';
import type { Fakes } from './fake-node.ts';
import { type Running, startGateway } from './gateway.given.ts';
import type { Loose } from './http-client.ts';
import { account, People } from './people.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const document = openApiDocument(allContracts) as unknown as Loose;
const routes = routesOf(allContracts);
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);

test('the document passes a strict linter', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'souk-openapi-'));
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const linter = join(root, 'node_modules/@redocly/cli/bin/cli.js');
  const lint = promisify(execFile)(process.execPath, [linter, 'lint', '--config', join(root, 'redocly.yaml'), file], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', NODE_OPTIONS: '' },
  });
  const { stderr } = await lint.catch((error: { stdout: string; stderr: string }) => error);
  await rm(folder, { recursive: true });
  expect(stderr).toContain('Your API description is valid');
}, 120_000);

describe('the document', () => {
  test('names no schema twice, and none of two forms', () => {
    const forms = Object.values(document.components?.schemas ?? {}).map((schema) => JSON.stringify(schema));
    expect(new Set(forms).size).toBe(forms.length);
  });

  test('shows an example of every answer', () => {
    const bare = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) => {
        const content = responses?.['200']?.content ?? responses?.['201']?.content;
        const shown = Object.values(content ?? {}).filter(({ example }) => example !== undefined);
        return content && shown.length === 0 ? [`${method} ${path}`] : [];
      }),
    );
    expect(bare).toEqual([]);
  });

  test('says that a token must be good wherever it is shown, and a change may be meant for another state', () => {
    const silent = Object.entries(document.paths ?? {})
      .filter(([path]) => !path.startsWith('/webhooks/') && path !== '/collect')
      .flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { responses }]) => {
          const statuses = ['401', ...(method === 'get' ? [] : ['412'])];
          return statuses.filter((status) => !responses?.[status]).map((status) => `${method} ${path} ${status}`);
        }),
      );
    expect(silent).toEqual([]);
  });

  test('says of what may still be undecided when it is answered that it is a 202', () => {
    const parts = { settings: readSettings({}), providers: [], ops: {} } as unknown as DomainParts;
    const waiting = allServices(parts).flatMap(({ handlers }) =>
      Object.entries(handlers).flatMap(([action, { kind, spec }]) =>
        kind === 'command' && (spec as { readonly until?: unknown }).until ? [action] : [],
      ),
    );
    const promised = routes.filter(({ contract }) => contract.waits).map(({ action }) => action);
    expect(promised.sort()).toEqual(waiting.filter((action) => routes.some((route) => route.action === action)).sort());
    for (const { path, method } of routes.filter(({ contract }) => contract.waits)) {
      expect(document.paths?.[path]?.[method.toLowerCase()]?.responses).toHaveProperty('202');
    }
  });

  test('names what another area may refuse on the way: a tenant begins with an account', () => {
    const responses = document.paths?.['/tenants']?.post?.responses;
    expect(responses?.['429']?.description).toContain('`TOO_MANY_LOGINS`');
    expect(responses?.['503']?.description).toContain('`ACCOUNT_UNDECIDED`');
  });

  test('knows of every empty text that an answer may hold: beside a pattern it would not', () => {
    type Described = { readonly allow?: readonly unknown[]; readonly rules?: readonly { readonly name: string }[] };
    const forms = (value: unknown): readonly Described[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(forms)] : [];
    const unknown = routes.filter(({ contract }) =>
      forms(contract.result?.describe()).some(
        ({ allow = [], rules = [] }) => allow.includes('') && rules.some(({ name }) => name === 'pattern'),
      ),
    );
    expect(unknown.map(({ action }) => action)).toEqual([]);
  });

  test('gives no secret away and takes nothing that only the gateway says', () => {
    const { Session } = (document.components?.schemas ?? {}) as Record<string, Loose>;
    expect(Session).toBeUndefined();
    const login = document.components?.schemas?.CustomersLogInBody;
    expect(Object.keys(login?.properties ?? {})).toEqual(['email', 'password']);
    expect(JSON.stringify(document)).not.toMatch(/"sessionId"|passwordHash/);
  });
});

describe('every operation', () => {
  const people = new People();
  const examples = Object.fromEntries(routes.map(({ action, contract }) => [action, () => contract.example?.result]));
  let shop: Running;
  let authorization: string;
  beforeAll(async () => {
    people.put(account('ann'));
    people.put(account('all', { roles: ['operator', 'analyst', 'ops', 'platform'] }));
    const { 'customers.account': known, 'customers.logIn': logIn } = people.fakes;
    shop = await startGateway({
      fakes: { ...(examples as Fakes), 'customers.account': known, 'customers.logIn': logIn } as Fakes,
    });
    const body = { email: 'all@example.org', password: 'x' };
    authorization = `Bearer ${(await shop.ask('POST', '/v1/auth/login', { body })).json.accessToken}`;
  });
  afterAll(() => shop.stop());

  const askAsShown = (route: Route) => {
    const { takesExample } = shapeOf(route);
    const refreshToken = shop.tokens.make('refresh', 'demo', 'ses_1', '1');
    const example = { ...takesExample, ...(takesExample.refreshToken !== undefined && { refreshToken }) };
    const textOf = (name: string): string => String(Object.entries(example).find(([one]) => one === name)?.[1]);
    const path = route.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(textOf(name)));
    const others = Object.entries(example).filter(([name]) => !route.pathParams.includes(name));
    const isQuery = route.safe || route.method === 'DELETE';
    const query = isQuery
      ? new URLSearchParams(Object.fromEntries(others.map(([name, value]) => [name, String(value)]))).toString()
      : '';
    return shop.ask(route.method, `/v1${path}${query && `?${query}`}`, {
      ...(!isQuery && others.length > 0 && { body: Object.fromEntries(others) }),
      headers: { authorization, 'idempotency-key': `key-${route.action}` },
    });
  };

  test.each(named)('%s can be asked as its example shows', async (_, route) => {
    const { status, json } = await askAsShown(route);
    expect(json?.errors).toBeUndefined();
    expect(status).toBe(route.status);
  });
});
