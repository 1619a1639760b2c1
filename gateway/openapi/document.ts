import { webhookPath } from '../pages/webhook.ts';
import { type AnyContract, type Route, routesOf, versionPath } from '../routes/routes.ts';
import { operationOf } from './operations.ts';
import { sharedParameters } from './parameters.ts';
import { problemSchema, problemsOf } from './problems.ts';
import { nameShapes, shapeOf } from './shapes.ts';
import { webhookOperation } from './webhook.ts';

const about = `
Every answer is JSON; every problem is \`application/problem+json\` (RFC 9457) with a \`code\` to branch on.
Money is an integer in minor units with its currency. Times are RFC 3339 in UTC. Lists come in pages: \`next\` is the \`cursor\`
of the page after. Send an \`Idempotency-Key\` with each change and the same one with its retry. docs/api.md says it all.
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
    paths: { ...pathsOf(routes, operation), [webhookPath]: { post: webhookOperation } },
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

function pathsOf(routes: readonly Route[], operation: (route: Route) => object): Readonly<Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const methods = paths[route.path] ?? {};
    methods[route.method.toLowerCase()] = operation(route);
    paths[route.path] = methods;
  }
  return paths;
}
