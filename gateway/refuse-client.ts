import type { Duplex } from 'node:stream';
import { gatewayError } from './codes.ts';
import { problemOf, problemType } from './problem.ts';

type ClientError = Error & { readonly code?: string };
type Status = readonly [status: number, words: string];

const statuses: Readonly<Record<string, Status>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Content Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};

/** Bytes that never became a request (too slow, too long, no HTTP) get a problem too, and lose their connection. */
export function refuseClient(error: ClientError, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, words] = statuses[error.code ?? ''] ?? [400, 'Bad Request'];
  const { traceId: _, ...problem } = problemOf(gatewayError('MALFORMED_REQUEST'), '');
  const body = JSON.stringify({ ...problem, status, title: words });
  const fields = [`Content-Type: ${problemType}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'];
  socket.end(`HTTP/1.1 ${status} ${words}\r\n${fields.join('\r\n')}\r\n\r\n${body}`);
}
