import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** JSON of a form that the test itself expects. */
export interface Loose {
  readonly [field: string]: Loose;
}

export type Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Loose;
};

export type Sent = { readonly headers?: Readonly<Record<string, string | string[]>>; readonly body?: unknown };

/** node:http, because fetch lets nobody choose a host. */
export type Client = (method: string, path: string, sent?: Sent) => Promise<Reply>;

const bytesOf = (body: unknown): string | Buffer | undefined =>
  body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);

export function createClient(port: number): Client & { readonly end: () => void } {
  const agent = new Agent({ keepAlive: true });
  const ask: Client = (method, path, { headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const bytes = bytesOf(body);
      const typed =
        bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) };
      const req = request(
        { agent, port, host: '127.0.0.1', method, path, headers: { ...typed, ...headers } },
        (res) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('error', reject);
          res.on('end', () => resolve(replyOf(res.statusCode ?? 0, res.headers, Buffer.concat(chunks).toString())));
        },
      );
      req.on('error', reject);
      req.end(bytes);
    });
  return Object.assign(ask, { end: () => agent.destroy() });
}

const replyOf = (status: number, headers: IncomingHttpHeaders, text: string): Reply => ({
  status,
  headers,
  text,
  json: headers['content-type']?.includes('json') && text !== '' ? JSON.parse(text) : {},
});
