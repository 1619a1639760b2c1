import type { ServerResponse } from 'node:http';
import { type Answer, flatten, fresh } from './answer.ts';
import type { Begun } from './exchange.ts';

/** Nothing may be guessed, framed or told on. */
const guards = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
};

/** Pages bring a policy of their own; an answer of the API needs nothing at all. */
const policyField = 'Content-Security-Policy';

const guardsOfPages = flatten(guards);
const guardsOfApi = flatten({ ...guards, [policyField]: "default-src 'none'; frame-ancestors 'none'" });

const isBodyless = (status: number): boolean => status === 204 || status === 304;

/** The fields of an answer as they leave, whoever asked. */
export function completeFields({ status, headers, body }: Answer): string[] {
  const guarded = headers.includes(policyField) ? guardsOfPages : guardsOfApi;
  const length = isBodyless(status) ? [] : ['Content-Length', String(body?.length ?? 0)];
  return [...guarded, ...headers, ...length];
}

/** Writes an answer to its socket; `more` are the fields of this request alone. Gives the status it had. */
export function send(
  res: ServerResponse,
  answer: Answer,
  { isHead, method, headers }: Begun,
  more: readonly string[],
): number {
  const now = method === 'GET' ? fresh(answer, headers['if-none-match']) : answer;
  if (res.headersSent || res.destroyed) return now.status;
  res.writeHead(now.status, [...completeFields(now), ...(now.forCaller ?? []), ...more]);
  res.end(isHead ? undefined : now.body);
  return now.status;
}
