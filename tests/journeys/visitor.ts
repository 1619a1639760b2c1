import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

/** A problem body as RFC 9457 has it, with Souk's own fields. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
};

export type Reply<Body = Problem> = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
};

export type Sent = {
  /** A string or bytes go as they are, everything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Somebody who speaks HTTP with a Souk. The short words give the body, and throw where Souk does not do as asked. */
export type Visitor = {
  readonly url: string;
  ask<Body = Problem>(method: string, path: string, sent?: Sent): Promise<Reply<Body>>;
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, body?: unknown, headers?: Sent['headers']): Promise<Body>;
  put<Body>(path: string, body: unknown): Promise<Body>;
  patch<Body>(path: string, body: unknown): Promise<Body>;
  delete(path: string): Promise<void>;
  /** The same person with other headers. */
  with(headers: Sent['headers']): Visitor;
};

type Fields = Readonly<Record<string, string>>;

/** Paths begin with `/v1` unless they begin with two slashes: `//metrics`. */
const placeOf = (path: string): string => (path.startsWith('//') ? path.slice(1) : `/v1${path}`);

const isRaw = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array;

/** A connection that is kept may be one to the process that was there before. */
const usual = { connection: 'close' };

/** Looks at every answer; throws at one that should not be. */
export type Watch = (method: string, path: string, reply: Reply<unknown>) => void;

export function visitor(url: string, fields: Fields = {}, watch: Watch = () => undefined): Visitor {
  const ask = async <Body>(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Reply<Body>> => {
    const response = await fetch(url + placeOf(path), {
      method,
      headers: { ...usual, ...(body !== undefined && { 'content-type': 'application/json' }), ...fields, ...headers },
      ...(body !== undefined && { body: isRaw(body) ? (body as string) : JSON.stringify(body) }),
      redirect: 'manual',
    }).catch((cause: Error) => {
      throw new Error(`${method} ${path} was not answered: ${cause.cause ?? cause.message}`, { cause });
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    const { status, headers: told } = response;
    const reply = { status, headers: told, text, body: (isJson ? JSON.parse(text) : {}) as Body };
    watch(method, path, reply);
    return reply;
  };
  const done = async <Body>(method: string, path: string, sent: Sent): Promise<Body> => {
    const { status, text, body } = await ask<Body>(method, path, sent);
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}: ${text}`);
    return body;
  };
  return {
    url,
    ask,
    get: (path) => done('GET', path, {}),
    post: (path, body, headers = {}) => done('POST', path, { body, headers: { ...freshKey(), ...headers } }),
    put: (path, body) => done('PUT', path, { body }),
    patch: (path, body) => done('PATCH', path, { body }),
    delete: (path) => done('DELETE', path, {}),
    with: (headers) => visitor(url, { ...fields, ...headers }, watch),
  };
}

/** A command of its own. */
export const freshKey = (): Fields => ({ 'idempotency-key': randomUUID() });

/** As a browser that was led to another host name: fetch lets nobody choose one. */
export function askAs(host: string, url: string, fields: Fields = {}): Promise<Pick<Reply, 'status' | 'text'>> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers: { ...fields, ...(host && { host }) } }, (res) => {
      textOf(res).then((text) => resolve({ status: res.statusCode ?? 0, text }), reject);
    });
    asking.on('error', reject).end();
  });
}
