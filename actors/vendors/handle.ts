/** What a name looks like in an address: `Café Noir & Co.` is `cafe-noir-co`. Nothing of some names is left. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

type Handles = { readonly handle: string; readonly fallback?: string };

/** A handle that was given is taken as it is; one made from the name has another to fall back on. */
export function handlesFor(id: string, name: string, given: string | undefined): Handles {
  if (given !== undefined) return { handle: given };
  const slug = slugOf(name) || 'shop';
  return { handle: slug, fallback: `${slug}-${id.slice(-5)}` };
}
