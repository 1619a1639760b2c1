/** Secrets of the orders that were placed here by a guest, so that the page opens again. */
const keptAs = 'souk-orders';
const mostKept = 50;

const read = (): Readonly<Record<string, string>> => JSON.parse(localStorage.getItem(keptAs) ?? '{}');

export function keepOrderToken(id: string, token: string): void {
  const others = Object.entries(read()).filter(([other]) => other !== id);
  localStorage.setItem(keptAs, JSON.stringify(Object.fromEntries([...others, [id, token]].slice(-mostKept))));
}

/** The link of a mail brings the secret; after that this browser knows it, and it leaves the address. */
export function orderTokenOf(id: string): string | undefined {
  const brought = new URLSearchParams(location.search).get('token');
  if (brought) {
    keepOrderToken(id, brought);
    history.replaceState(history.state, '', location.pathname);
  }
  return brought ?? read()[id];
}
