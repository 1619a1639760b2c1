import { day, hour, type Instant } from '../runtime/time.ts';
import type { Browser, Visit, VisitType } from './contract.ts';

const types = ['viewed', 'listed', 'searched', 'clicked', 'added', 'removed', 'checkout', 'paid', 'vital'] as const;
const isType = (value: unknown): value is VisitType => types.some((type) => type === value);

const session = /^[A-Za-z0-9_-]{8,40}$/;
const id = /^[A-Za-z0-9_-]{1,128}$/;
const word = /^[A-Za-z0-9_-]{1,40}$/;
const host = /^[a-z0-9.-]{1,100}$/;
const longestQuery = 100;
const mostCount = 1_000_000;
/** A page that was asleep tells late; what is older is not told at all. */
const longestAgoMs = hour;

type Raw = Readonly<Record<string, unknown>>;

/** Absent is empty; anything else than a text of that form is no visit. */
function textOf(value: unknown, form: RegExp): string | undefined {
  if (value === undefined) return '';
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

function countOf(value: unknown, most = mostCount): number | undefined {
  if (value === undefined) return 0;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
}

/** A search box takes all sorts of texts: what looks like a person's address or number stays out. */
const isOfPerson = (query: string): boolean => query.includes('@') || /\d[\d ()./+-]{6,}/.test(query);

function queryOf(value: unknown): string | undefined {
  if (value === undefined) return '';
  if (typeof value !== 'string' || value.length > longestQuery) return undefined;
  const query = value.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  return isOfPerson(query) ? '' : query;
}

type Found = { readonly [Field in keyof Visit]: Visit[Field] | undefined };

const isRaw = (raw: unknown): raw is Raw => typeof raw === 'object' && raw !== null;
const isWhole = (found: Found): found is Visit => !Object.values(found).includes(undefined);

/** Undefined: it cannot be counted. `agoMs` says how long ago it was, by the page's own clock. */
export function visitOf(raw: unknown, now: Instant): Visit | undefined {
  if (!isRaw(raw)) return undefined;
  const agoMs = countOf(raw.agoMs, longestAgoMs);
  if (!isType(raw.type) || !raw.session || agoMs === undefined) return undefined;
  const visit = {
    ...{ type: raw.type, at: now - agoMs, session: textOf(raw.session, session) },
    ...{ product: textOf(raw.product, id), sku: textOf(raw.sku, id), order: textOf(raw.order, id) },
    ...{ query: queryOf(raw.query), results: countOf(raw.results), position: countOf(raw.position) },
    ...{ step: textOf(raw.step, word), value: countOf(raw.value), source: textOf(raw.source, host) },
  };
  return isWhole(visit) ? visit : undefined;
}

const bots = /bot|crawl|spider|slurp|preview|headless|lighthouse|monitor|curl|wget|python|java\/|go-http|axios|^node/i;

/** Who says nothing of itself is none of the browsers. */
const isBot = (agent: string): boolean => agent === '' || bots.test(agent);

function deviceOf(agent: string): 'mobile' | 'tablet' | 'desktop' {
  if (/ipad|tablet|android(?!.*mobile)/i.test(agent)) return 'tablet';
  return /mobi|iphone|android/i.test(agent) ? 'mobile' : 'desktop';
}

/** Whoever comes again within a week is the same visitor; in the next one nobody knows. */
export const browserOf = (address: string, agent: string, now: Instant): Browser => ({
  secret: [Math.floor(now / (7 * day)), address, agent].join(' '),
  device: deviceOf(agent),
  isBot: isBot(agent),
});
