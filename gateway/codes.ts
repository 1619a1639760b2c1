import { type ErrorClass, type ErrorDetails, runtimeCodes, SoukError } from '../actors/runtime/errors.ts';

/** Codes that only the gateway answers with. */
export const gatewayCodes = {
  MALFORMED_REQUEST: [
    'Invalid',
    'The request cannot be read: no valid JSON object, no UTF-8, too deep, or a broken path.',
  ],
  UNSUPPORTED_MEDIA_TYPE: ['Invalid', 'A body must be `application/json`, not encoded further.'],
  BODY_TOO_LARGE: ['Invalid', 'A body may have 1 MB.'],
  HEAD_TOO_LARGE: ['Invalid', 'The header fields of a request may have 16 KB, all together with its first line.'],
  REQUEST_TOO_SLOW: [
    'Invalid',
    'The request did not arrive whole in time: its head within 10 s, all of it within 30 s.',
  ],
  METHOD_NOT_ALLOWED: ['Invalid', 'This path exists, but not for this method; `Allow` names those it knows.'],
  IDEMPOTENCY_KEY_REQUIRED: [
    'Invalid',
    'This request moves money or goods: send an `Idempotency-Key`, and the same one with every retry.',
  ],
  UNKNOWN_TENANT: ['NotFound', 'There is no such tenant.'],
  TENANT_SUSPENDED: ['Forbidden', 'The marketplace is suspended.'],
  RATE_LIMITED: [
    'Overloaded',
    'More requests in a minute than are allowed: to all, to the marketplace by its plan, or to one caller.',
  ],
  TOO_BUSY: ['Unavailable', 'More is asked at once than can be done; nothing of this request was begun.'],
  SERVICE_UNAVAILABLE: ['Unavailable', 'No node that could answer is reachable now.'],
} as const satisfies Record<string, readonly [ErrorClass, string]>;

export type GatewayCode = keyof typeof gatewayCodes;

export const gatewayError = (code: GatewayCode, data: ErrorDetails = {}): SoukError =>
  new SoukError(gatewayCodes[code][0], code, gatewayCodes[code][1], data);

/** Codes of the runtime and of the gateway: they may answer any request. */
export const commonCodes: Readonly<Record<string, readonly [ErrorClass, string]>> = {
  ...runtimeCodes,
  ...gatewayCodes,
};
