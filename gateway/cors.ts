import { flatten } from './answer.ts';

/** Which pages of other origins may call; none when the list is empty. Their tokens travel in headers: cookies count for our own pages alone. */
export type Cors = {
  /** For every answer. */
  fields(origin: string | undefined): readonly string[];
  /** For the answer to a preflight, when the origin is welcome. */
  preflight(origin: string | undefined): readonly string[];
};

const allowedFields = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Prefer',
  'Souk-Tenant',
  'Souk-Token',
  'Souk-Version',
  'Traceparent',
  'X-Request-Id',
].join(', ');

const exposedFields = [
  'ETag',
  'Idempotent-Replayed',
  'Location',
  'Preference-Applied',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'Souk-Version',
  'X-Request-Id',
].join(', ');

const none: readonly string[] = [];

export function createCors(origins: readonly string[]): Cors {
  if (origins.length === 0) return { fields: () => none, preflight: () => none };
  const isWelcome = (origin: string | undefined): origin is string => origin !== undefined && origins.includes(origin);
  return {
    fields: (origin) => [
      ...['Vary', 'Origin'],
      ...(isWelcome(origin)
        ? ['Access-Control-Allow-Origin', origin, 'Access-Control-Expose-Headers', exposedFields]
        : none),
    ],
    preflight: (origin) =>
      isWelcome(origin)
        ? flatten({
            'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
            'Access-Control-Allow-Headers': allowedFields,
            'Access-Control-Max-Age': '600',
          })
        : none,
  };
}
