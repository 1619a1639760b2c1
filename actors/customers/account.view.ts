import { rowKey } from '../../tenants/isolation.ts';
import type { StaffRole, TenantRole } from '../runtime/contract.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { toIso } from '../runtime/time.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { Account, CustomersEvents } from './contract.ts';

/** `isActive`: its mail address is its own. A forgotten person has no row. */
export type AccountRow = Row & {
  readonly tenantId: string;
  readonly id: string;
  readonly isActive: 0 | 1;
  readonly email: string;
  readonly name: string | null;
  readonly roles: readonly TenantRole[];
  readonly staff: Readonly<Record<string, StaffRole>>;
  readonly createdAt: string;
};

const keyOf = (about: EventAbout): string => rowKey(about.tenantId, about.id);

const changed = (
  about: EventAbout,
  step: (row: AccountRow) => Partial<AccountRow> | undefined,
): readonly RowChange<AccountRow>[] => [
  change<AccountRow>(keyOf(about), (row) => {
    const fields = step(row);
    return fields && { ...row, ...fields };
  }),
];

const gone = (_: unknown, about: EventAbout): readonly RowChange<AccountRow>[] => changed(about, () => undefined);

const without = (staff: AccountRow['staff'], vendorId: string): AccountRow['staff'] =>
  Object.fromEntries(Object.entries(staff).filter(([id]) => id !== vendorId));

export const accountOf = ({ id, email, name, roles, staff, createdAt }: AccountRow): Account => ({
  id,
  email,
  name,
  roles,
  staff,
  createdAt,
});

/** The accounts of a tenant, for its operator. */
export const accountList = viewOf<CustomersEvents>()<AccountRow>({
  name: 'account-list',
  version: 1,
  indexes: {
    byAge: ['tenantId', 'isActive', 'createdAt'],
    byEmail: ['tenantId', 'isActive', 'email'],
  },
  on: {
    'customers.opened': ({ id, email, name, roles, at }, about) => [
      put<AccountRow>(keyOf(about), {
        tenantId: about.tenantId,
        id,
        isActive: 0,
        email: email ?? '',
        name,
        roles,
        staff: {},
        createdAt: toIso(at),
      }),
    ],
    'customers.activated': (_, about) => changed(about, () => ({ isActive: 1 })),
    'customers.renamed': ({ name }, about) => changed(about, () => ({ name })),
    'customers.rolesGranted': ({ roles }, about) => changed(about, (row) => ({ roles: [...row.roles, ...roles] })),
    'customers.joined': ({ vendorId, role }, about) =>
      changed(about, ({ staff }) => ({ staff: { ...staff, [vendorId]: role } })),
    'customers.left': ({ vendorId }, about) => changed(about, ({ staff }) => ({ staff: without(staff, vendorId) })),
    'customers.mailRefused': gone,
    'customers.erased': gone,
  },
});
