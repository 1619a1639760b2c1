export type Query = Readonly<Record<string, string>>;

/** What stands behind the `?`, as texts: an address is what people read, keep and send to each other. */
export const readQuery = (search: string): Query => Object.fromEntries(new URLSearchParams(search));

/** Without what is empty, so that one view has one address. */
export function writeQuery(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
