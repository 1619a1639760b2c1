import { type ErrorClass, type SoukError, toSoukError, type WrongField } from '../actors/runtime/errors.ts';
import { isUnheard } from '../actors/runtime/moleculer.ts';
import { type Trace, traceIdOf } from '../actors/runtime/spans.ts';
import { type Answer, textAnswer } from './answer.ts';
import { gatewayError } from './codes.ts';

/** The only place where an error becomes a status. */
const statusOfClass: Readonly<Record<ErrorClass, number>> = {
  Invalid: 400,
  Unauthenticated: 401,
  Forbidden: 403,
  NotFound: 404,
  Rejected: 409,
  Overloaded: 429,
  Conflict: 503,
  Unavailable: 503,
  Internal: 500,
};

/** Codes for which HTTP has a status of their own. */
const statusOfCode: Readonly<Record<string, number>> = {
  COMMAND_DIFFERS: 422,
  PRECONDITION_FAILED: 412,
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  BODY_TOO_LARGE: 413,
  HEAD_TOO_LARGE: 431,
  REQUEST_TOO_SLOW: 408,
};

export const statusOf = (errorClass: ErrorClass, code: string): number =>
  statusOfCode[code] ?? statusOfClass[errorClass];

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly traceId: string;
  /** Every wrong field, with `VALIDATION`. */
  readonly errors?: readonly WrongField[];
  /** Who, what and how much, as the refusal says. */
  readonly details?: Readonly<Record<string, unknown>>;
};

export const problemType = 'application/problem+json; charset=utf-8';

/** `OUT_OF_STOCK` -> `Out of stock`. */
const titleOf = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export function problemOf(error: SoukError, trace: Trace): Problem {
  const { fields, retryAfterMs: _, ...details } = error.data;
  const told = Object.keys(details).length > 0 && error.class !== 'Internal';
  return {
    type: `/problems/${error.type}`,
    title: titleOf(error.type),
    status: statusOf(error.class, error.type),
    code: error.type,
    detail: error.message,
    traceId: traceIdOf(trace),
    ...(Array.isArray(fields) && { errors: fields as unknown as readonly WrongField[] }),
    ...(told && { details }),
  };
}

const retryAfter = (error: SoukError): string | undefined =>
  error.retryable ? String(Math.max(1, Math.ceil(Number(error.data.retryAfterMs ?? 0) / 1_000))) : undefined;

/** The answer to any thrown thing. What is unknown tells nothing but its trace id. */
export function problemAnswer(thrown: unknown, trace: Trace): Answer {
  const error = asSoukError(thrown);
  const problem = problemOf(error, trace);
  return textAnswer(problem.status, problemType, JSON.stringify(problem), {
    'Cache-Control': 'no-store',
    'Retry-After': retryAfter(error),
    'WWW-Authenticate': problem.status === 401 ? 'Bearer' : undefined,
    ...(extraFields[error.type] ?? noFields)(error),
  });
}

const noFields = (): Readonly<Record<string, string>> => ({});

const extraFields: Readonly<Record<string, (error: SoukError) => Readonly<Record<string, string>>>> = {
  METHOD_NOT_ALLOWED: (error) => ({ Allow: String(error.data.allow) }),
  UNSUPPORTED_MEDIA_TYPE: () => ({ Accept: 'application/json', 'Accept-Encoding': 'identity' }),
  BODY_TOO_LARGE: () => ({ Connection: 'close' }),
};

export function asSoukError(thrown: unknown): SoukError {
  const error = toSoukError(thrown);
  return isUnheard(error) ? Object.assign(gatewayError('SERVICE_UNAVAILABLE'), { cause: error.cause }) : error;
}
