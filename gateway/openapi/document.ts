import { collectPath } from '../pages/collect.ts';
import { webhookPath } from '../pages/webhook.ts';
import { type AnyContract, formOfPath, type Route, routesOf, versionPath } from '../routes/routes.ts';
import { collectOperation } from './collect.ts';
import { operationOf } from './operations.ts';
import { sharedParameters } from './parameters.ts';
import { problemSchema, problemsOf } from './problems.ts';
import { nameShapes, shapeOf } from './shapes.ts';
import { webhookOperation } from './webhook.ts';

const about = `
Every answer is JSON; every problem is \`application/problem+json\` (RFC 9457) with a \`code\` to branch on.
Money is an integer in minor units with its currency. Times are RFC 3339 in UTC. Lists come in pages: \`next\` is the \`cursor\`
of the page after. Send an \`Idempotency-Key\` with each change and the same one with its retry. docs/api.md says it all.
Any request may also be answered with 405 (another method), 408 (too slow) or 431 (too large a head).
`.trim();

/** The document of the API, made of the contracts and of nothing else. */
export function openApiDocument(contracts: readonly AnyContract[]): object {
  const routes = routesOf(contracts);
  const shapes = new Map(routes.map((route) => [route, shapeOf(route)]));
  const components = nameShapes(routes, shapes);
  const problems = problemsOf(contracts);
  const operation = (route: Route): object =>
    operationOf(route, shapes.get(route) as ReturnType<typeof shapeOf>, components, problems);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Souk',
      version: '1',
      summary: 'A marketplace where stock and orders are live',
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: versionPath, description: 'This install' }],
    tags: tagsOf(routes),
    paths: {
      ...pathsOf(routes, operation),
      [webhookPath]: { post: webhookOperation },
      [collectPath]: { post: collectOperation },
    },
    components: {
      schemas: { ...components.all(), Problem: problemSchema },
      parameters: sharedParameters,
      securitySchemes,
    },
  };
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `accessToken` of a log-in' },
  guest: { type: 'apiKey', in: 'header', name: 'Souk-Token', description: "The `token` of a guest's cart or order" },
};

const tagsOf = (routes: readonly Route[]): readonly object[] =>
  [...new Set([...routes.map(({ area }) => area), 'payments'])].map((name) => ({
    name,
    description: `All about ${name}`,
  }));

/** `/products/{idOrHandle}` and `/products/{id}` are one path to OpenAPI: the shorter name stands for both. */
function pathsOf(routes: readonly Route[], operation: (route: Route) => object): Readonly<Record<string, object>> {
  const groups = Map.groupBy(routes, ({ path }) => formOfPath(path));
  return Object.fromEntries(
    [...groups.values()].map((group) => {
      const named = group.reduce((one, other) => (other.path.length < one.path.length ? other : one));
      return [named.path, Object.fromEntries(group.map((route) => methodOf(named, route, operation)))];
    }),
  );
}

const methodOf = (named: Route, route: Route, operation: (route: Route) => object): readonly [string, object] => [
  route.method.toLowerCase(),
  renamed(operation(route), route, named.pathParams),
];

/** The path's parameters under the names of that path. */
function renamed(operation: object, { pathParams }: Route, names: readonly string[]): object {
  const { parameters, ...others } = operation as { readonly parameters: readonly Parameter[] };
  const rename = (one: Parameter): Parameter => {
    const place = pathParams.indexOf(one.name ?? '');
    if (one.in !== 'path' || names[place] === one.name) return one;
    return { ...one, name: names[place] ?? '', description: `Its ${wordsOfName(one.name ?? '')}` };
  };
  return { ...others, parameters: parameters.map(rename) };
}

type Parameter = { readonly name?: string; readonly in?: string; readonly description?: string };

/** `idOrHandle` -> `id or handle`. */
const wordsOfName = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
