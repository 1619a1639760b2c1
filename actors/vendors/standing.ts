import { type Refusal, refuse } from '../runtime/decider.ts';
import type { VendorStatus } from './contract.ts';
import type { VendorState } from './vendor-state.ts';

/** A vendor that has its handle and was not turned away. */
const standing: readonly VendorStatus[] = ['applied', 'approved', 'suspended'];

/** Refused unless the vendor is in one of these statuses. Precedence: unknown, status. */
export function notIn(
  { status }: VendorState,
  statuses: readonly VendorStatus[] = standing,
): Refusal<'UNKNOWN_VENDOR' | 'VENDOR_STATUS'> | undefined {
  if (status === 'none') return refuse('UNKNOWN_VENDOR');
  return statuses.includes(status) ? undefined : refuse('VENDOR_STATUS', { status });
}
