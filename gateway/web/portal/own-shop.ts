import type { StaffRole } from '../../../actors/runtime/contract.ts';

/** What a role may do in its shop; the server says it again to whoever tries. */
const duties = {
  sell: ['owner', 'manager'],
  fulfil: ['owner', 'manager', 'fulfiller'],
  money: ['owner', 'manager', 'viewer'],
  team: ['owner', 'manager'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Duty = keyof typeof duties;

export const mayDo = (role: StaffRole, duty: Duty): boolean => (duties[duty] as readonly StaffRole[]).includes(role);

/** The shop to work in: the one chosen last, if one still works there, or the first. */
export function chooseShop(staff: Readonly<Record<string, StaffRole>>, kept: string | null): string | undefined {
  if (kept !== null && Object.hasOwn(staff, kept)) return kept;
  return Object.keys(staff).sort()[0];
}

const keptAs = 'souk-shop';

export const keptShop = (): string | null => localStorage.getItem(keptAs);
export const keepShop = (vendorId: string): void => localStorage.setItem(keptAs, vendorId);
