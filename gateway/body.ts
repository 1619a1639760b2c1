import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { gatewayError } from './codes.ts';

const mostBodyBytes = 1_048_576;
/** So much more is read and thrown away, so that a caller who sends before it listens still hears the 413. */
const mostDiscardedBytes = 8 * mostBodyBytes;
const deepest = 20;

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The body as it came; the request's own time-out bounds how slowly. */
export function readBytes(req: IncomingMessage): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > mostDiscardedBytes) {
    return Promise.reject(gatewayError('BODY_TOO_LARGE', { maxBytes: mostBodyBytes }));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => reject(gatewayError('BODY_TOO_LARGE', { maxBytes: mostBodyBytes }));
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBodyBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > mostDiscardedBytes) refuse();
    });
    req.on('end', () => (size > mostBodyBytes ? refuse() : resolve(joined(chunks))));
    req.on('close', () => {
      if (!req.complete) reject(gatewayError('MALFORMED_REQUEST', { problem: 'the body ended early' }));
    });
  });
}

const joined = (chunks: readonly Buffer[]): Buffer =>
  chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object of a request; none at all counts as `{}`. */
export async function readJson(req: IncomingMessage): Promise<JsonObject> {
  if (!hasBody(req.headers)) return {};
  refuseOtherTypes(req.headers);
  return parseObject(await readBytes(req));
}

const jsonContent = /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

function refuseOtherTypes(headers: IncomingHttpHeaders): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (jsonContent.test(headers['content-type'] ?? '') && encoding === 'identity') return;
  throw gatewayError('UNSUPPORTED_MEDIA_TYPE');
}

export function parseObject(bytes: Buffer): JsonObject {
  if (!isUtf8(bytes)) throw gatewayError('MALFORMED_REQUEST', { problem: 'the body is not UTF-8' });
  const value = parse(bytes.toString());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw gatewayError('MALFORMED_REQUEST', { problem: 'the body must be a JSON object' });
  }
  refuseShape(value, 1);
  return value as JsonObject;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw gatewayError('MALFORMED_REQUEST', { problem: 'the body is not valid JSON' });
  }
}

/** Names that could reach a prototype are nobody's field. */
export const isForbiddenName = (name: string): boolean =>
  name === '__proto__' || name === 'constructor' || name === 'prototype';

function refuseShape(value: object, depth: number): void {
  if (depth > deepest)
    throw gatewayError('MALFORMED_REQUEST', { problem: `the body is more than ${deepest} levels deep` });
  for (const [name, inner] of Object.entries(value)) {
    if (isForbiddenName(name)) throw gatewayError('MALFORMED_REQUEST', { problem: `no field may be named ${name}` });
    if (typeof inner === 'object' && inner !== null) refuseShape(inner, depth + 1);
  }
}
