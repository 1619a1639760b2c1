/** A refusal of the API (RFC 9457), or the network's: pages branch on `code` and show words of their own. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly traceId: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Every wrong field, with `VALIDATION`. */
  readonly errors: readonly { readonly field: string; readonly problem: string }[];
  /** When to come again; undefined where that cannot help. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, body: Partial<ProblemBody>, retryAfterMs?: number) {
    super(body.detail ?? body.title ?? `The answer was ${status}`);
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'OFFLINE' : 'UNKNOWN');
    this.traceId = body.traceId ?? '';
    this.details = body.details ?? {};
    this.errors = body.errors ?? [];
    this.retryAfterMs = retryAfterMs;
  }
}

type ProblemBody = {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly traceId: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly errors: Problem['errors'];
};

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  isProblem(error) && codes.includes(error.code);
