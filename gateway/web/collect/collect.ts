// Served as `/v1/collect.js` without its types. Any page may include it:
//   <script async src="https://shop.example/v1/collect.js"></script>
//   souk.tell('viewed', { product: 'prod_...' })
// No cookies; a visitor who asks not to be tracked is not.

type Details = Readonly<Record<string, string | number>>;
type Told = Details & {
  readonly type: string;
  readonly session: string;
  readonly source?: string;
  readonly atMs: number;
};
type Souk = {
  tell: (type: string, details?: Details) => void;
  /** What a page has told before this script came. */
  readonly early?: readonly (readonly [type: string, details?: Details])[];
};

{
  const { navigator, document, location, performance } = window;
  const everyMs = 3_000;
  const most = 50;
  const self = document.currentScript as HTMLScriptElement | null;
  const url = new URL('collect', self?.src ?? location.href).href;
  const tenant = self?.dataset.tenant;
  const asksNotTo =
    navigator.doNotTrack === '1' ||
    (navigator as Navigator & { readonly globalPrivacyControl?: boolean }).globalPrivacyControl === true;

  /** As letters and digits; a page without HTTPS knows no `randomUUID`. */
  const random = (): string =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(36)).join('');

  const sessionOf = (): string => {
    const key = 'souk-session';
    try {
      const known = sessionStorage.getItem(key) ?? random();
      sessionStorage.setItem(key, known);
      return known;
    } catch {
      return random();
    }
  };

  const sourceOf = (): string => {
    const { hostname } = document.referrer ? new URL(document.referrer) : location;
    return hostname === location.hostname ? '' : hostname.slice(0, 100);
  };

  const session = sessionOf();
  const source = sourceOf();
  let waiting: Told[] = [];

  const send = (): void => {
    const visits = waiting.map(({ atMs, ...told }) => ({ ...told, agoMs: Math.round(performance.now() - atMs) }));
    waiting = [];
    if (visits.length === 0) return;
    const body = JSON.stringify({ visits });
    if (tenant === undefined && navigator.sendBeacon(url, body)) return;
    const headers: Record<string, string> = tenant === undefined ? {} : { 'Souk-Tenant': tenant };
    void fetch(url, { method: 'POST', body, headers, keepalive: true, credentials: 'omit' }).catch(() => undefined);
  };

  const tell: Souk['tell'] = (type, details = {}) => {
    if (asksNotTo) return;
    waiting.push({ ...details, type, session, ...(source && { source }), atMs: performance.now() });
    if (waiting.length >= most) send();
    else if (waiting.length === 1) setTimeout(send, everyMs);
  };

  /** Largest paint and time to the first byte in milliseconds; layout shifts in thousandths. */
  const watchVitals = (): void => {
    let paintMs = 0;
    let shifts = 0;
    const watch = (type: string, hear: (entry: PerformanceEntry) => void): void => {
      try {
        new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
      } catch {
        // This browser does not measure it.
      }
    };
    watch('largest-contentful-paint', ({ startTime }) => {
      paintMs = startTime;
    });
    watch('layout-shift', (entry) => {
      shifts += (entry as PerformanceEntry & { readonly value: number }).value;
    });
    const hidden = (): void => {
      if (document.visibilityState !== 'hidden') return;
      if (paintMs > 0) {
        tell('vital', { step: 'LCP', value: Math.round(paintMs) });
        tell('vital', { step: 'CLS', value: Math.round(shifts * 1_000) });
      }
      paintMs = 0;
      send();
    };
    document.addEventListener('visibilitychange', hidden);
  };

  watchVitals();
  const page = window as Window & { souk?: Souk };
  const early = page.souk?.early ?? [];
  page.souk = { tell };
  for (const told of early) tell(...told);
}
