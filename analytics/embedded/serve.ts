import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Insert, OneSession, type SessionOptions, type Statement, TooManyWaiting } from './sessions.ts';

/** As a ClickHouse server speaks HTTP, so far as `@clickhouse/client` needs it: no compression, no sessions. */
export type ServeOptions = SessionOptions & { readonly password: string };

const readers = 2;
const mostBodyBytes = 64 * 1_048_576;

export type Served = { readonly server: Server; close(): void };

export function serveChdb({ password, ...options }: ServeOptions): Served {
  const writer = new OneSession(options);
  const reading = Array.from({ length: readers }, () => new OneSession(options));
  const idlest = () => reading.reduce((best, one) => (one.waiting < best.waiting ? one : best));
  const server = createServer((request, response) => {
    void answer(request, response, password, { writer, idlest });
  });
  const close = () => {
    for (const session of [writer, ...reading]) session.close();
  };
  return { server, close };
}

type Sessions = { readonly writer: OneSession; readonly idlest: () => OneSession };

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  password: string,
  sessions: Sessions,
): Promise<void> {
  try {
    if (!isKnown(request, password))
      return end(response, 401, 'Code: 516. DB::Exception: wrong password. (AUTHENTICATION_FAILED)');
    const bytes = await bodyOf(request);
    end(response, 200, await run(new URL(request.url ?? '/', 'http://chdb').searchParams, bytes, sessions));
  } catch (error) {
    const status = error instanceof TooManyWaiting ? 503 : 500;
    const message = error instanceof Error ? error.message : String(error);
    end(response, status, isTold(message) ? message : `Code: 1000. DB::Exception: ${message}. (POCO_EXCEPTION)`);
  }
}

const isTold = (message: string): boolean => /Code: \d+.*Exception: .+\([A-Z0-9_]+\)/s.test(message);

function end(response: ServerResponse, status: number, body: string | Buffer): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

function isKnown({ headers }: IncomingMessage, password: string): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`souk:${password}`).toString('base64')}`);
  const given = Buffer.from(headers.authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) throw new RangeError('the body is too large');
  return buffer(request);
}

const isQuestion = /^\s*(SELECT|WITH|SHOW|DESCRIBE|EXISTS|EXPLAIN)\b/i;

async function run(search: URLSearchParams, bytes: Buffer, { writer, idlest }: Sessions): Promise<Buffer | string> {
  const about = { settings: settingsOf(search), database: search.get('database') ?? 'default' };
  const insert = insertOf(search.get('query'), bytes, about);
  if (insert) {
    await writer.insert(insert);
    return '';
  }
  const statement = { ...about, sql: search.get('query') ?? bytes.toString(), params: paramsOf(search) };
  return isQuestion.test(statement.sql) ? idlest().run(statement) : writer.run(statement);
}

const insertPattern = /^INSERT INTO (\w+) \(([\w, .`]+)\) FORMAT JSONCompactEachRow$/;

function insertOf(
  query: string | null,
  bytes: Buffer,
  about: Pick<Statement, 'settings' | 'database'>,
): Insert | undefined {
  const found = insertPattern.exec(query?.trim() ?? '');
  if (!found) return undefined;
  const [, table = '', columns = ''] = found;
  const names = columns.split(',').map((name) => name.replaceAll('`', '').trim());
  return { ...about, table, columns: names, format: 'JSONCompactEachRow', bytes };
}

/** Of the HTTP server, or of this file. */
const notSettings =
  /^(query|query_id|database|default_format|session_id|role|wait_end_of_query|send_progress.*|http_.*|enable_http_.*|param_.*)$/;

const settingsOf = (search: URLSearchParams): Statement['settings'] =>
  Object.fromEntries([...search].filter(([name]) => !notSettings.test(name)));

const paramPrefix = 'param_';

const paramsOf = (search: URLSearchParams): Statement['params'] =>
  Object.fromEntries(
    [...search]
      .filter(([name]) => name.startsWith(paramPrefix))
      .map(([name, value]) => [name.slice(paramPrefix.length), unescaped(value)]),
  );

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', 0: '\0' };

/** Values travel escaped as in tab-separated text. */
const unescaped = (value: string): string => value.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
