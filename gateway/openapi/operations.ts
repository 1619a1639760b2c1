import type { JsonObject } from '../body.ts';
import type { Route } from '../routes/routes.ts';
import type { Components } from './components.ts';
import { operationIdOf } from './names.ts';
import { parametersOf } from './parameters.ts';
import { bodySchema, type Shape } from './shapes.ts';

type Problems = (route: Route) => Readonly<Record<string, object>>;

/** One route as the document shows it. */
export function operationOf(route: Route, shape: Shape, components: Components, problems: Problems): object {
  return {
    operationId: operationIdOf(route),
    tags: [route.area],
    summary: route.contract.summary,
    ...describedBy(whoMay(route), howOften(route)),
    security: securityOf(route),
    parameters: parametersOf(route, shape),
    ...requestBody(route, shape, components),
    responses: { ...successes(route, shape, components), ...problems(route) },
  };
}

const describedBy = (...sentences: readonly (string | undefined)[]): object => {
  const description = sentences.filter((sentence) => sentence !== undefined).join(' ');
  return description === '' ? {} : { description };
};

const howOften = ({ contract: { mostAMinute } }: Route): string | undefined =>
  mostAMinute === undefined ? undefined : `At most ${mostAMinute} a minute for one caller.`;

/** In words what the contract's `access` says. */
function whoMay({ contract: { access } }: Route): string | undefined {
  if (access.all?.includes('anyone')) return undefined;
  const all = access.all?.length ? [`any of the tenant's: ${access.all.join(', ')}`] : [];
  const own = access.own?.length ? [`what is their own: ${access.own.join(', ')}`] : [];
  return `Who may: ${[...all, ...own].join('; ')}.`;
}

function securityOf({ contract: { access } }: Route): readonly object[] {
  if (access.all?.includes('anyone')) return [{}, { bearer: [] }];
  return [{ bearer: [] }, ...(access.own?.includes('guest') ? [{ guest: [] }] : [])];
}

function requestBody(route: Route, { takes, takesExample }: Shape, components: Components): object {
  if (route.safe || route.method === 'DELETE') return {};
  const schema = bodySchema(route, takes);
  if (Object.keys(schema.properties ?? {}).length === 0) return {};
  const example = Object.fromEntries(Object.entries(takesExample).filter(([name]) => !route.pathParams.includes(name)));
  const content = json(components.refer(schema), example);
  return { requestBody: { ...(schema.required?.length && { required: true }), content } };
}

const json = (schema: object, example: JsonObject): object => ({ 'application/json': { schema, example } });

function successes(
  route: Route,
  { gives, givesExample }: Shape,
  components: Components,
): Readonly<Record<string, object>> {
  const content = { content: contentOf(route, { gives, givesExample }, components) };
  const headers = { headers: headersOf(route) };
  const done = route.status === 204 ? headers : { ...headers, ...content };
  return {
    [route.status]: { description: described[route.status] ?? 'Done', ...done },
    ...(mayWait(route) && {
      202: {
        description: begun(route),
        ...headers,
        content: { 'application/json': { schema: components.refer(gives) } },
      },
    }),
    ...(route.safe && { 304: { description: 'What the caller holds still holds' } }),
  };
}

const mayWait = ({ contract, translation }: Route): boolean =>
  contract.waits === true || translation.isUndecided !== undefined;

const begun = ({ makesAt }: Route): string =>
  makesAt ? 'Begun: `Location` says where to look for the outcome' : 'Begun, and not decided yet: look again';

const table = ({ contract }: Route): object =>
  contract.table === undefined ? {} : { 'text/csv': { schema: { type: 'string' } } };

type Given = Pick<Shape, 'gives' | 'givesExample'>;

function contentOf(route: Route, { gives, givesExample }: Given, components: Components): object {
  const { files } = route.contract;
  if (!files) return { ...json(components.refer(gives), givesExample), ...table(route) };
  const file = { schema: { type: 'string', format: 'binary' }, example: String(givesExample.content) };
  return Object.fromEntries(files.map((type) => [type.split(';')[0], file]));
}

const described: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Begun',
  204: 'Done; there is nothing to say',
};

const headerOf = (description: string): object => ({ description, schema: { type: 'string' } });

function headersOf({ safe, makesAt }: Route): object {
  if (safe) return { ETag: headerOf('For `If-None-Match` and `If-Match`') };
  return {
    'Souk-Version': headerOf('`<stream>@<version>` of what was changed'),
    'Idempotent-Replayed': headerOf('`true`: the answer an earlier try was given'),
    ...(makesAt && { Location: headerOf('Where the thing is') }),
  };
}
