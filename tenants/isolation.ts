/**
 * The only place where a tenant's key is joined. A tenant comes first in every stream, row, cache key, room and sort key;
 * ids are `[A-Za-z0-9_-]`, so a part can never hold the separator.
 */
const separator = '/';

export type StreamKey = { readonly tenantId: string; readonly type: string; readonly id: string };

export const streamOf = (tenantId: string, type: string, id: string): string =>
  tenantId + separator + type + separator + id;

export function parseStream(stream: string): StreamKey {
  const [tenantId = '', type = '', id = ''] = stream.split(separator);
  return { tenantId, type, id };
}

export const rowKey = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(separator);

export const cacheKey = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(separator);

/** A Socket.IO room: no channel name can reach another tenant's room. */
export const roomOf = (tenantId: string, channel: string): string => tenantId + separator + channel;

/** The person whose key encrypts a personal field. */
export const personOf = (tenantId: string, person: string): string => tenantId + separator + person;
