import type { Names } from '../names.ts';

/** What a product is called, and the way to its page in the shop; one that is on sale no more has none. */
export function ProductName({ id, names }: { readonly id: string; readonly names: Names }) {
  const name = names.get(id) ?? id;
  if (name === id) return <code>{id}</code>;
  return <a href={`/products/${id}`}>{name}</a>;
}
