import type { ErrorClass } from '../actors/runtime/errors.ts';
import { commonCodes } from './codes.ts';
import { statusOf } from './problem.ts';
import type { AnyContract } from './routes/routes.ts';

/** One code that a problem may carry, as the docs show it. */
export type CodeRow = {
  readonly code: string;
  readonly class: ErrorClass;
  readonly status: number;
  readonly sentence: string;
  readonly advice: string;
  /** Who answers so: an area, or `any` for the runtime and the gateway. */
  readonly area: string;
};

const advice: Readonly<Record<ErrorClass, string>> = {
  Invalid: 'Mend the request.',
  Unauthenticated: 'Log in.',
  Forbidden: 'Stop: you may not do this.',
  NotFound: 'Stop: it is not there for you.',
  Rejected: 'Show the reason; trying again cannot help.',
  Overloaded: 'Try again after `Retry-After`, with the same `Idempotency-Key`.',
  Conflict: 'Try again after `Retry-After`, with the same `Idempotency-Key`.',
  Unavailable: 'Try again after `Retry-After`, with the same `Idempotency-Key`.',
  Internal: 'It is a bug: report it with the `traceId`.',
};

/** Codes whose status says more than their class. */
const otherAdvice: Readonly<Record<string, string>> = {
  PRECONDITION_FAILED: 'Read it again, and decide anew.',
};

/** Every code there is, common ones first, then by area. */
export function codeTable(contracts: readonly AnyContract[]): readonly CodeRow[] {
  const common = Object.entries(commonCodes).map(([code, [errorClass, sentence]]) =>
    rowOf('any', code, errorClass, sentence),
  );
  const own = contracts.flatMap(({ area, codes }) =>
    Object.entries(codes).map(([code, meaning]) => {
      const [errorClass, sentence] = typeof meaning === 'string' ? (['Rejected', meaning] as const) : meaning;
      return rowOf(area, code, errorClass, sentence);
    }),
  );
  return [...common, ...own.sort(byAreaAndCode)];
}

const rowOf = (area: string, code: string, errorClass: ErrorClass, sentence: string): CodeRow => ({
  code,
  class: errorClass,
  status: statusOf(errorClass, code),
  sentence,
  advice: otherAdvice[code] ?? advice[errorClass],
  area,
});

const byAreaAndCode = (one: CodeRow, other: CodeRow): number =>
  one.area.localeCompare(other.area) || one.code.localeCompare(other.code);
