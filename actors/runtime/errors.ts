import type { Json } from './decider.ts';

/** What the caller should do decides the class; code branches on `type`, never on text or `instanceof`. */
export type ErrorClass =
  | 'Invalid'
  | 'Unauthenticated'
  | 'Forbidden'
  | 'NotFound'
  | 'Rejected'
  | 'Overloaded'
  | 'Conflict'
  | 'Unavailable'
  | 'Internal';

export type ErrorDetails = { readonly [field: string]: Json | undefined };

/** The one error that crosses a call. It survives the wire as its plain fields. */
export class SoukError extends Error {
  readonly class: ErrorClass;
  /** The code: `OUT_OF_STOCK`, `MAILBOX_FULL`, ... Moleculer carries it across the wire under this name. */
  readonly type: string;
  readonly data: ErrorDetails;

  constructor(errorClass: ErrorClass, type: string, message: string, data: ErrorDetails = {}) {
    super(message);
    this.name = 'SoukError';
    this.class = errorClass;
    this.type = type;
    this.data = data;
  }

  get retryable(): boolean {
    return isRetryableClass(this.class);
  }
}

const retryableClasses: ReadonlySet<ErrorClass> = new Set(['Overloaded', 'Conflict', 'Unavailable']);

export const isRetryableClass = (errorClass: ErrorClass): boolean => retryableClasses.has(errorClass);

/** Codes the runtime itself answers with; a decider's refusals are declared in its contract. */
export const runtimeCodes = {
  VALIDATION: ['Invalid', 'A field is missing, unknown or out of bounds; every wrong field is named.'],
  COMMAND_DIFFERS: ['Invalid', 'The same idempotency key came with another body.'],
  UNAUTHENTICATED: ['Unauthenticated', 'Log in first, or the session has ended.'],
  FORBIDDEN: ['Forbidden', 'The caller may not do this.'],
  NOT_FOUND: ['NotFound', 'There is no such thing for this caller.'],
  MAILBOX_FULL: ['Overloaded', 'Too many commands wait for this actor.'],
  DEADLINE_PASSED: [
    'Unavailable',
    'The work was not begun before its deadline; the outcome of earlier tries is unknown.',
  ],
  JOURNAL_UNAVAILABLE: ['Unavailable', 'Nothing can be stored now; what was acknowledged is kept.'],
  LISTS_UNAVAILABLE: ['Unavailable', 'Lists cannot be read or kept up now; what was stored is kept.'],
  PRECONDITION_FAILED: ['Rejected', 'The thing has changed since the version in If-Match.'],
  OWNER_CHANGED: ['Conflict', 'Another node took over the partition.'],
  WRONG_NODE: ['Conflict', 'Another node owns the partition.'],
  NODE_GONE: ['Unavailable', 'The node that was asked is gone, and it is unknown what it did.'],
  NOBODY_HOSTS: ['Unavailable', 'No node does this part of the work now; the other parts go on.'],
  BREAKER_OPEN: ['Unavailable', 'The node that does this was silent too often; it is tried again in a moment.'],
  DRAINING: ['Unavailable', 'The node is going away.'],
  NEWER_RELEASE: ['Unavailable', 'The actor was written by a newer release.'],
  INTERNAL: ['Internal', 'A bug; the answer tells nothing more, the log does.'],
} as const satisfies Record<string, readonly [ErrorClass, string]>;

export type RuntimeCode = keyof typeof runtimeCodes;

export const runtimeError = (code: RuntimeCode, data: ErrorDetails = {}): SoukError =>
  new SoukError(runtimeCodes[code][0], code, runtimeCodes[code][1], data);

export type WrongField = { readonly field: string; readonly problem: string };

export const invalid = (fields: readonly WrongField[]): SoukError => runtimeError('VALIDATION', { fields });

export const notFound = (what: string): SoukError => runtimeError('NOT_FOUND', { what });

type Carried = {
  readonly name?: unknown;
  readonly class?: unknown;
  readonly type?: unknown;
  readonly message?: unknown;
  readonly data?: unknown;
};

/** Errors of the ports, and of Moleculer where it watches a deadline, by their names. */
const portCodes: Readonly<Record<string, RuntimeCode>> = {
  JournalUnavailable: 'JOURNAL_UNAVAILABLE',
  VaultUnavailable: 'JOURNAL_UNAVAILABLE',
  RowsUnavailable: 'LISTS_UNAVAILABLE',
  RequestTimeoutError: 'DEADLINE_PASSED',
  JobUndone: 'DEADLINE_PASSED',
};

/** Any thrown thing as a SoukError: what crossed a wire lost its class, what is unknown becomes INTERNAL with its cause. */
export function toSoukError(thrown: unknown): SoukError {
  if (thrown instanceof SoukError) return thrown;
  const carried = (thrown ?? {}) as Carried;
  const data = (carried.data ?? {}) as ErrorDetails & { readonly class?: ErrorClass };
  if (data.class && typeof carried.type === 'string') {
    const { class: errorClass, ...rest } = data;
    return new SoukError(errorClass, carried.type, String(carried.message), rest);
  }
  return Object.assign(runtimeError(portCodes[String(carried.name)] ?? 'INTERNAL'), { cause: thrown });
}

export const isRetryable = (thrown: unknown): boolean => toSoukError(thrown).retryable;
