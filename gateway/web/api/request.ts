/** How an action's params become a request, without the network: `GET /carts/{id}` with `{id, limit}` is `/v1/carts/1?limit=2`. */
export type Planned = { readonly method: string; readonly path: string; readonly body?: string };

type Params = Readonly<Record<string, unknown>>;

/** What the path takes is taken; the rest goes into the query of a question, and into the body of a change. */
export function planRequest(rest: string, params: Params): Planned {
  const [method = '', template = ''] = rest.split(' ');
  const taken = new Set<string>();
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    taken.add(name);
    return encodeURIComponent(String(params[name]));
  });
  const left = Object.entries(params).filter(([name, value]) => !taken.has(name) && value !== undefined);
  if (method === 'GET') return { method, path: `/v1${path}${queryOf(left)}` };
  return { method, path: `/v1${path}`, body: JSON.stringify(Object.fromEntries(left)) };
}

function queryOf(fields: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of fields) for (const one of [value].flat()) query.append(name, String(one));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The wait that a `Retry-After` asks for; undefined where it says nothing. */
export function retryAfterMsOf(field: string | null): number | undefined {
  const seconds = field === null ? Number.NaN : Number(field);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
