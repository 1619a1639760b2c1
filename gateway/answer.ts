import { hash } from 'node:crypto';

/** What one request is answered with, before it meets a socket. */
export type Answer = {
  readonly status: number;
  /** Name, value, name, value, ...: the form that `writeHead` takes without another look. */
  readonly headers: readonly string[];
  readonly body?: Buffer;
  /** Fields for this one caller: never kept with the answer. */
  readonly forCaller?: readonly string[];
};

export type HeaderFields = Readonly<Record<string, string | undefined>>;

export function flatten(fields: HeaderFields): string[] {
  const flat: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) flat.push(name, value);
  }
  return flat;
}

export function textAnswer(status: number, type: string, text: string | Buffer, fields: HeaderFields = {}): Answer {
  return { status, headers: ['Content-Type', type, ...flatten(fields)], body: Buffer.from(text) };
}

const jsonType = 'application/json; charset=utf-8';

export const jsonAnswer = (status: number, value: unknown, fields: HeaderFields = {}): Answer =>
  textAnswer(status, jsonType, JSON.stringify(value), fields);

export const emptyAnswer = (status: number, fields: HeaderFields = {}): Answer => ({
  status,
  headers: flatten(fields),
});

/** With bytes of its own, for whoever keeps it: a small body lies among others in 64 KB, and would hold them all. */
export function owning(answer: Answer): Answer {
  const { body } = answer;
  if (body === undefined || body.buffer.byteLength === body.length) return answer;
  const own = Buffer.allocUnsafeSlow(body.length);
  body.copy(own);
  return { ...answer, body: own };
}

export const withFields = (answer: Answer, fields: HeaderFields): Answer => ({
  ...answer,
  headers: [...answer.headers, ...flatten(fields)],
});

export function fieldOf(answer: Answer, name: string): string | undefined {
  const place = answer.headers.indexOf(name);
  return place < 0 ? undefined : answer.headers[place + 1];
}

/** A strong validator: another byte, another tag. */
const tagOf = (body: Buffer): string => `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;

export const tagged = (answer: Answer): Answer =>
  answer.body ? withFields(answer, { ETag: tagOf(answer.body) }) : answer;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether a list of tags (`If-None-Match`, `If-Match`) names this one. */
export const namesTag = (list: string, tag: string): boolean =>
  list.trim() === '*' || list.split(',').some((one) => opaque(one) === tag);

/** 304 where the caller holds these very bytes. */
export function fresh(answer: Answer, ifNoneMatch: string | undefined): Answer {
  if (ifNoneMatch === undefined || answer.status !== 200) return answer;
  const tag = fieldOf(answer, 'ETag');
  if (tag === undefined || !namesTag(ifNoneMatch, tag)) return answer;
  return { status: 304, headers: withoutContent(answer.headers), forCaller: answer.forCaller ?? [] };
}

/** What tells of a body; a page's policy stays, for a browser puts the fields of a 304 over those it keeps. */
const ofContent = /^Content-(Type|Length|Encoding|Language)$/i;

export const withoutContent = (headers: readonly string[]): string[] =>
  headers.filter((_, place) => !ofContent.test(headers[place - (place % 2)] as string));
