import { isProblem } from '../../api/problem.ts';

/** What a line lacks: how many of it are left. */
export type Shortage = { readonly sku: string; readonly left: number };

/** Why a checkout came to nothing, and what can be done about it. */
export type Refusal =
  | { readonly what: 'payment'; readonly code: 'PAYMENT_DECLINED' | 'PAYMENT_FAILED' | 'PAYMENT_TIMEOUT' }
  | { readonly what: 'stock'; readonly shortages: readonly Shortage[] }
  | { readonly what: 'price' }
  | { readonly what: 'vendor' }
  | { readonly what: 'fields'; readonly fields: readonly string[] }
  | { readonly what: 'other' };

type Told = { readonly sku?: unknown; readonly details?: { readonly available?: unknown } };

const payment = ['PAYMENT_DECLINED', 'PAYMENT_FAILED', 'PAYMENT_TIMEOUT'] as const;

/** Reads a refusal of `POST /orders`. */
export function refusalOf(error: unknown): Refusal {
  if (!isProblem(error)) return { what: 'other' };
  const { code, details, errors } = error;
  const declined = payment.find((one) => one === code);
  if (declined) return { what: 'payment', code: declined };
  if (code === 'OUT_OF_STOCK' || code === 'UNKNOWN_SKU')
    return { what: 'stock', shortages: shortagesOf(details.refusals) };
  if (code === 'PRICE_CHANGED') return { what: 'price' };
  if (code === 'VENDOR_NOT_SELLING') return { what: 'vendor' };
  if (code === 'VALIDATION') return { what: 'fields', fields: errors.map(({ field }) => field) };
  return { what: 'other' };
}

const shortagesOf = (refusals: unknown): readonly Shortage[] =>
  (Array.isArray(refusals) ? (refusals as readonly Told[]) : []).flatMap(({ sku, details }) =>
    typeof sku === 'string' ? { sku, left: Number(details?.available ?? 0) } : [],
  );
