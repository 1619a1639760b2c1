import { codeError } from '../runtime/codes.ts';
import type { ErrorDetails, SoukError } from '../runtime/errors.ts';
import { customersCodes } from './codes.schemas.ts';

/** For what is refused before or after a turn; a decider's own refusals become errors in the host. */
export const refusal = (code: keyof typeof customersCodes, details: ErrorDetails = {}): SoukError =>
  codeError(customersCodes, code, details);
