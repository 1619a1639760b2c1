import { type CodeRow, codeTable } from '../code-table.ts';
import type { AnyContract, Route } from '../routes/routes.ts';
import type { JsonSchema } from './json-schema.ts';

/** RFC 9457, with a code that programs branch on. */
export const problemSchema: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', description: 'Where the code is explained' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'What to branch on' },
    detail: { type: 'string' },
    traceId: { type: 'string', description: 'What to name when asking for help' },
    errors: {
      type: 'array',
      description: 'Every wrong field, with VALIDATION',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, problem: { type: 'string' } },
        required: ['field', 'problem'],
      },
    },
    details: { type: 'object', description: 'Who, what and how much' },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'traceId'],
  examples: [
    {
      type: '/problems/VALIDATION',
      title: 'Validation',
      status: 400,
      code: 'VALIDATION',
      detail: 'A field is missing, unknown or out of bounds; every wrong field is named.',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      errors: [{ field: 'lines[0].quantity', problem: 'must be greater than or equal to 1' }],
    },
  ],
};

/** Codes that can answer a request before, or in spite of, what its action says. */
const shared = {
  always: [
    'VALIDATION',
    'MALFORMED_REQUEST',
    'RATE_LIMITED',
    'TOO_BUSY',
    'SERVICE_UNAVAILABLE',
    'UNKNOWN_TENANT',
    'TENANT_SUSPENDED',
    // Also where nobody need log in: a token that is shown must be good.
    'UNAUTHENTICATED',
  ],
  personal: ['FORBIDDEN', 'NOT_FOUND'],
  writing: ['PRECONDITION_FAILED', 'COMMAND_DIFFERS', 'UNSUPPORTED_MEDIA_TYPE', 'BODY_TOO_LARGE', 'MAILBOX_FULL'],
};

/** Gives for a route its problems, one response a status. */
export function problemsOf(contracts: readonly AnyContract[]): (route: Route) => Readonly<Record<string, object>> {
  const rows = codeTable(contracts);
  return (route) => {
    const own = (route.contract.refusals ?? []).flatMap((code) => rowOf(rows, code, route.area) ?? []);
    const common = commonCodesOf(route).flatMap((code) => rowOf(rows, code, 'any') ?? []);
    return Object.fromEntries(
      [...groupByStatus([...common, ...own])].map(([status, group]) => [status, response(group)]),
    );
  };
}

const isForAnyone = ({ contract }: Route): boolean => contract.access.all?.includes('anyone') ?? false;

function commonCodesOf(route: Route): readonly string[] {
  return [
    ...shared.always,
    ...(isForAnyone(route) ? [] : shared.personal),
    ...(isForAnyone(route) && route.pathParams.length > 0 ? ['NOT_FOUND'] : []),
    ...(route.safe ? [] : shared.writing),
    ...(route.contract.idempotency === 'required' ? ['IDEMPOTENCY_KEY_REQUIRED'] : []),
  ];
}

/** A refusal may be another area's word, passed on. */
function rowOf(rows: readonly CodeRow[], code: string, area: string): CodeRow | undefined {
  const named = rows.filter((row) => row.code === code);
  return named.find((one) => one.area === area) ?? named[0];
}

function groupByStatus(rows: readonly CodeRow[]): ReadonlyMap<string, readonly CodeRow[]> {
  return Map.groupBy(rows, ({ status }) => String(status));
}

function response(rows: readonly CodeRow[]): object {
  return {
    description: rows.map(({ code, sentence }) => `\`${code}\`: ${sentence}`).join('\n\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
