/** What docs/analytics.md lists: a product's page is open, results are shown, a line of the cart changes. */
type Type = 'viewed' | 'listed' | 'searched' | 'clicked' | 'added' | 'removed' | 'checkout' | 'paid';
type Details = Readonly<Record<string, string | number>>;
type Told = readonly [Type, Details];

type Souk = { readonly tell: (...told: Told) => void; readonly early?: readonly Told[] };

const mostEarly = 50;

/** Keeps what is told before `collect.js` has come, which takes it over; where analytics is off it never comes. */
function keeping(): Souk {
  const early: Told[] = [];
  return { early, tell: (...told) => void (early.length < mostEarly && early.push(told)) };
}

/** Tells analytics what a visitor does, unless the browser asks not to. */
export function tell(type: Type, details: Details = {}): void {
  const page = window as Window & { souk?: Souk };
  page.souk ??= keeping();
  page.souk.tell(type, details);
}
