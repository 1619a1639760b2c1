import { notFound } from '../../actors/runtime/errors.ts';
import { tagged, textAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import { decodePath } from '../params.ts';

/** Bytes of a stored picture; undefined where there is none. */
export type Media = (tenantId: string, name: string) => Promise<Buffer | undefined>;

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

/** Opened by itself, too, a picture runs nothing and reaches nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
const longest = 'public, max-age=31536000, immutable';

/** Pictures are for everybody who knows their name, at an address that says their tenant: an `<img>` has no headers. */
export const mediaPage = (media: Media): Endpoint => ({
  method: 'GET',
  path: '/v1/media/{tenant}/{name}',
  answer: async (exchange) => {
    const { tenant, name } = decodePath(exchange.params);
    const type = types[String(name).split('.').at(-1) ?? ''];
    const bytes = type === undefined ? undefined : await media(String(tenant), String(name));
    if (type === undefined || bytes === undefined) throw notFound('picture');
    return tagged(textAnswer(200, type, bytes, { 'Cache-Control': longest, 'Content-Security-Policy': policy }));
  },
});
