/** Which cart this browser fills; a guest's has a secret besides. */
export type KeptCart = { readonly id: string; readonly token?: string };

const keptAs = 'souk-cart';
const watchers = new Set<() => void>();
let read: { readonly text: string | null; readonly cart: KeptCart | undefined } | undefined;

/** The same object until it changes, as React asks for. */
export function keptCart(): KeptCart | undefined {
  const text = localStorage.getItem(keptAs);
  if (read?.text !== text) read = { text, cart: text === null ? undefined : (JSON.parse(text) as KeptCart) };
  return read.cart;
}

export function keepCart(cart: KeptCart | undefined): void {
  if (cart) localStorage.setItem(keptAs, JSON.stringify(cart));
  else localStorage.removeItem(keptAs);
  for (const watcher of watchers) watcher();
}

/** Also hears what another tab of this browser does. */
export function watchCart(watcher: () => void): () => void {
  watchers.add(watcher);
  const hear = ({ key }: StorageEvent) => key === keptAs && watcher();
  window.addEventListener('storage', hear);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener('storage', hear);
  };
}
