export type Field = readonly [name: string, value: string];

/** One request as it will be sent, and what was done to it on the way. */
export type Request = {
  readonly number: number;
  /** The operation it was made from: `POST /orders`. */
  readonly meant: string;
  /** In whose name: the tenant, and who of it. */
  readonly tenant: string;
  readonly who: string;
  readonly method: string;
  readonly target: string;
  readonly fields: readonly Field[];
  readonly body: Buffer | undefined;
  /** In a few words each. */
  readonly spoilt: readonly string[];
  /** Of a thing of the other tenant, put into the path. */
  readonly foreignId: string | undefined;
};

/** One byte a letter, so that any byte can stand in a text of ours. */
const latin = 'latin1';

export function headOf({ method, target, fields }: Request): Buffer {
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, latin);
}

export const bytesOf = (request: Request): Buffer =>
  request.body ? Buffer.concat([headOf(request), request.body]) : headOf(request);

export const hasField = (fields: readonly Field[], wanted: string): boolean =>
  fields.some(([name]) => name.toLowerCase() === wanted);

export const withField = (fields: readonly Field[], name: string, value: string): readonly Field[] => [
  ...fields.filter(([other]) => other.toLowerCase() !== name.toLowerCase()),
  [name, value],
];

export const withoutField = (fields: readonly Field[], name: string): readonly Field[] =>
  fields.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
