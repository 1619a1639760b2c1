import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type GatewayCode, gatewayError } from './codes.ts';
import type { Traces } from './exchange.ts';
import { problemOf, problemType } from './problem.ts';

type ClientError = Error & { readonly code?: string };

/** Node hangs the answer that is being made on its connection. */
type Connection = Duplex & { readonly _httpMessage?: ServerResponse | null };

const codes: Readonly<Record<string, GatewayCode>> = {
  HPE_HEADER_OVERFLOW: 'HEAD_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
};

/**
 * Bytes that never became a request (too slow, too long, no HTTP) get a problem too, and lose their connection. While an
 * earlier request of that connection is not answered yet, nothing is said: its sender would take it for its own answer.
 */
export const refuseClient =
  (traces: Traces) =>
  (error: ClientError, connection: Connection): void => {
    if (error.code === 'ECONNRESET' || !connection.writable || isAnswering(connection)) {
      connection.destroy();
      return;
    }
    const problem = problemOf(gatewayError(codes[error.code ?? ''] ?? 'MALFORMED_REQUEST'), traces({}));
    const body = JSON.stringify(problem);
    const fields = [`Content-Type: ${problemType}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'];
    const line = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`;
    connection.end(`${line}\r\n${fields.join('\r\n')}\r\n\r\n${body}`);
  };

/** A request whose own body is what cannot be read gets the refusal as its answer. */
function isAnswering({ _httpMessage: answer }: Connection): boolean {
  return answer != null && (answer.req.complete || answer.headersSent);
}
