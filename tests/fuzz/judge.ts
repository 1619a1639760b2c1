import type { ApiDocument, Operation } from './document.ts';
import { bytesOf, hasField, type Request } from './request.ts';
import type { Side } from './town.ts';
import { type Answer, fieldOf } from './wire/answer.ts';

/** What is known besides the document. */
export type Law = {
  readonly document: ApiDocument;
  /** Codes that may answer any request; all others must be named by the operation. */
  readonly commonCodes: ReadonlySet<string>;
  readonly sides: readonly [Side, Side];
  /** The folder that Souk runs in. */
  readonly folder: string;
};

/** Statuses that answer what never became a request, or is none of the document's business. */
const outside: ReadonlySet<number> = new Set([400, 404, 405, 408, 413, 431]);
const onPages: ReadonlySet<number> = new Set([200, 304, 401, 403, 404, 429, 503]);

/** All that is wrong with an answer, each the same words for the same fault. */
export function faultsOf(request: Request, answer: Answer, law: Law): readonly string[] {
  const { status } = answer;
  const text = answer.body.toString();
  return [
    ...(status >= 500 && status !== 503 ? [`${status} is a bug`] : []),
    ...insidesIn(text, law),
    ...strangersIn(request, answer, law.sides),
    ...promises(request, answer, text, law),
    ...(isTakenForOwn(request, answer) ? ['a thing of the other tenant was served'] : []),
  ];
}

/** Of bytes that are hardly a request: nothing leaks, nothing breaks, and a refusal says so as every other one. */
export function roughFaultsOf(request: Request, answer: Answer, law: Law): readonly string[] {
  const { status } = answer;
  const text = answer.body.toString();
  const type = fieldOf(answer, 'content-type')?.split(';')[0] ?? '';
  const isShown = request.method !== 'HEAD' || text !== '';
  return [
    ...(status >= 500 && status !== 503 ? [`${status} is a bug`] : []),
    ...insidesIn(text, law),
    ...(status >= 400 && isShown ? problemFaults(status, type, parsed(text), undefined, law) : []),
  ];
}

const stackLine = /^\s+at .+:\d+|node_modules|\.[tj]s:\d+|file:\/\/|node:internal|SQLITE_|sqlite/m;

function insidesIn(text: string, { folder }: Law): readonly string[] {
  if (stackLine.test(text)) return ['it shows a stack'];
  return text.includes(folder) ? ['it shows where Souk lies'] : [];
}

/** What was spoilt may have moved the request into the other tenant, where those words are at home. */
export const movesOver = /^(no |as the )?(Authorization|Souk-T|Host)/;

function strangersIn(request: Request, answer: Answer, sides: readonly [Side, Side]): readonly string[] {
  if (request.tenant === 'platform') return [];
  const told = `${answer.head}\n${answer.body.toString()}`.toLowerCase();
  const theirs = sides.filter(({ tenant }) => tenant !== request.tenant);
  const isTold = theirs.some(({ tenant }) => told.includes(tenant));
  if (!isTold || request.spoilt.some((one) => movesOver.test(one))) return [];
  return ['it tells of the other tenant'];
}

function isTakenForOwn({ foreignId, target, method, spoilt }: Request, { status }: Answer): boolean {
  if (foreignId === undefined || method === 'OPTIONS' || !target.includes(foreignId)) return false;
  return status < 300 && !spoilt.some((one) => movesOver.test(one));
}

function promises(request: Request, answer: Answer, text: string, law: Law): readonly string[] {
  const { method, target } = request;
  const [path = ''] = target.replace(/^\/v1/, '').split('?');
  const asked = method === 'HEAD' ? 'GET' : method;
  const operation = target.startsWith('/v1/') ? law.document.find(asked, path) : undefined;
  const type = fieldOf(answer, 'content-type')?.split(';')[0] ?? '';
  const isProblem = answer.status >= 400;
  const known = operation?.responses[answer.status];
  if (!known && !isAllowedOutside(operation, request, answer)) return [`${answer.status} was never promised`];
  if (method === 'HEAD' || answer.status === 304 || answer.status === 204) return [];
  const body = type.endsWith('json') ? parsed(text) : text;
  if (type.endsWith('json') && body === undefined) return ['it is no JSON'];
  if (isProblem) return problemFaults(answer.status, type, body, operation, law);
  if (!operation || asked === 'OPTIONS') return [];
  return law.document.misfits(operation, answer.status, type, body) ?? [`a ${type} was never promised`];
}

function isAllowedOutside(operation: Operation | undefined, { method, fields }: Request, { status }: Answer): boolean {
  if (outside.has(status)) return true;
  if (method === 'OPTIONS' && status === 204) return true;
  if (status === 417) return hasField(fields, 'expect');
  return operation === undefined && onPages.has(status);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Problem = { readonly status?: number; readonly code?: string; readonly type?: string };

function problemFaults(
  status: number,
  type: string,
  body: unknown,
  operation: Operation | undefined,
  { document, commonCodes }: Law,
): readonly string[] {
  if (type !== 'application/problem+json') return [`a ${status} is a ${type || 'nothing'} and no problem`];
  const { code = '', status: said, type: link } = (body ?? {}) as Problem;
  const isNamed = operation?.responses[status]?.description.includes(`\`${code}\``) ?? true;
  return [
    ...document.unlike('Problem', body),
    ...(said === status ? [] : [`a ${status} says that it is a ${said}`]),
    ...(link === `/problems/${code}` ? [] : [`the type of ${code} is ${link}`]),
    ...(isNamed || commonCodes.has(code) ? [] : [`${status} ${code} was never promised`]),
  ];
}

/** For a report: what was sent, as far as it can be read. */
export function shown(request: Request): string {
  const text = bytesOf(request).toString('latin1');
  return text.length > 1_500 ? `${text.slice(0, 1_500)}... (${text.length} bytes)` : text;
}
