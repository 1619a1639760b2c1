import type { Contract } from './contract.ts';
import { type ErrorDetails, SoukError } from './errors.ts';

type Codes = Contract<Record<never, never>>['codes'];

/** A code of an area as the error its caller gets: class and sentence stand in the area's contract. */
export function codeError(codes: Codes, code: string, details: ErrorDetails = {}): SoukError {
  const declared = codes[code];
  if (declared === undefined) throw new TypeError(`the contract declares no code ${code}`);
  const [errorClass, sentence] = typeof declared === 'string' ? (['Rejected', declared] as const) : declared;
  return new SoukError(errorClass, code, sentence, details);
}
