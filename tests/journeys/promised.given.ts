import { type ApiDocument, type RawDocument, readDocument } from '../fuzz/document.ts';
import type { Reply, Watch } from './visitor.ts';

export type Document = RawDocument;

/** What of an answer the document did not promise, each in half a sentence. */
function broken(document: ApiDocument, method: string, path: string, reply: Reply<unknown>): readonly string[] {
  const [plain = ''] = path.split('?');
  const operation = document.find(method, plain);
  if (!operation) return [];
  const { status, headers, text, body } = reply;
  const response = operation.responses[status];
  if (!response) return [`${method} ${path} never promised ${status} ${text.slice(0, 200)}`];
  const type = headers.get('content-type')?.split(';')[0];
  if (type === undefined) return response.content ? [`${method} ${path} ${status} has no body`] : [];
  const misfits = document.misfits(operation, status, type, body) ?? [`never promised ${type}`];
  return misfits.map((misfit) => `${method} ${path} ${status} ${misfit}`);
}

const stackLine = /^\s+at .+:\d+|node_modules|\.ts:\d+|file:\/\//m;

/** Throws at an answer that the document did not promise, or that shows the inside of Souk. */
export function promisedBy(raw: Document): Watch {
  const document = readDocument(raw);
  return (method, path, reply) => {
    const wrong = [...broken(document, method, path, reply)];
    if (stackLine.test(reply.text)) wrong.push(`${method} ${path} shows ${reply.text}`);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  };
}
