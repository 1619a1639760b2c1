import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../../../actors/runtime/time.ts';
import type { PlanLimits, TenantEvent, TenantSettings } from '../../../actors/tenants/contract.ts';
import { plans } from '../../../actors/tenants/plans.ts';
import { reservedIds, type TenantCommand, tenant } from '../../../actors/tenants/tenant.ts';
import { tenantDirectory } from '../../../actors/tenants/tenant.view.ts';
import { aboutOf } from '../about.ts';
import { given, testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';
import { rowsOf } from '../rows.ts';

const limits: PlanLimits = { vendors: 2, products: 3, requestsPerMinute: 4 };
const settings: TenantSettings = {
  name: 'Acme',
  currency: 'EUR',
  locale: 'de',
  taxRate: 1_900,
  pricesIncludeTax: true,
  commissionRate: 1_000,
};
const opened: Extract<TenantEvent, { type: 'opened' }> = {
  type: 'opened',
  settings,
  plan: 'free',
  limits,
  at: testTime,
};
const open = (id: string): TenantCommand => ({ type: 'open', id, settings, plan: 'free', limits });
const configure = (changes: Partial<TenantSettings>): TenantCommand => ({ type: 'configure', settings: changes });
const restate = (status: 'active' | 'suspended'): TenantCommand => ({ type: 'configure', settings: {}, status });

describe('a tenant', () => {
  test('opens with its settings and the limits of its plan', () => {
    given(tenant).when(open('acme')).emits(opened);
  });
  test('opens once', () => {
    given(tenant, opened).when(open('acme')).rejects('TENANT_EXISTS', { id: 'acme' });
  });
  test('cannot have a name that is Souk its own', () => {
    expect(reservedIds).toContain('platform');
    for (const id of reservedIds) given(tenant).when(open(id)).rejects('TENANT_RESERVED', { id });
  });
  test('changes its settings and says nothing when they are the same', () => {
    given(tenant, opened)
      .when(configure({ name: 'Acme 2' }))
      .emits({ type: 'configured', settings: { ...settings, name: 'Acme 2' } });
    given(tenant, opened)
      .when(configure({ name: 'Acme' }))
      .emitsNothing();
    given(tenant, opened).when(configure({})).emitsNothing();
  });
  test('keeps its currency', () => {
    given(tenant, opened)
      .when(configure({ currency: 'GBP', name: 'x' }))
      .rejects('CURRENCY_FIXED', { currency: 'EUR', asked: 'GBP' });
    given(tenant, opened)
      .when(configure({ currency: 'EUR' }))
      .emitsNothing();
  });
  test('that nobody opened cannot be changed', () => {
    given(tenant)
      .when(configure({ name: 'x' }))
      .rejects('UNKNOWN_TENANT');
    given(tenant).when(restate('suspended')).rejects('UNKNOWN_TENANT');
  });
  test('is suspended once and resumed once', () => {
    given(tenant, opened).when(restate('suspended')).emits({ type: 'suspended' });
    given(tenant, opened, { type: 'suspended' }).when(restate('suspended')).emitsNothing();
    given(tenant, opened, { type: 'suspended' }).when(restate('active')).emits({ type: 'resumed' });
    given(tenant, opened).when(restate('active')).emitsNothing();
  });
  test('gets the limits of another plan, and today those of its own', () => {
    const planned = (given: PlanLimits): TenantCommand => ({
      type: 'configure',
      settings: {},
      planned: { plan: 'free', limits: given },
    });
    given(tenant, opened).when(planned(limits)).emitsNothing();
    given(tenant, opened)
      .when(planned({ ...limits, vendors: 9 }))
      .emits({ type: 'planned', plan: 'free', limits: { ...limits, vendors: 9 } });
  });
});

refusesInOrder(
  tenant,
  'reserved, exists',
  ['reserved', [opened], open('platform'), 'TENANT_RESERVED'],
  ['exists', [opened], open('acme'), 'TENANT_EXISTS'],
);

refusesInOrder(
  tenant,
  'unknown, currency',
  ['unknown', [], configure({ currency: 'GBP' }), 'UNKNOWN_TENANT'],
  ['currency', [opened], configure({ currency: 'GBP' }), 'CURRENCY_FIXED'],
);

test('a larger plan never gives less', () => {
  const { free, standard, enterprise } = plans;
  for (const limit of ['vendors', 'products', 'requestsPerMinute'] as const) {
    expect([free[limit], standard[limit], enterprise[limit]]).toEqual(
      [free[limit], standard[limit], enterprise[limit]].sort((a, b) => a - b),
    );
  }
});

const anyCommand: fc.Arbitrary<TenantCommand> = fc.oneof(
  fc.constantFrom(open('acme'), restate('active'), restate('suspended')),
  fc
    .record({
      currency: fc.constantFrom('EUR', 'GBP', undefined),
      taxRate: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
    })
    .map(({ currency, taxRate }) =>
      configure({ ...(currency && { currency }), ...(taxRate !== undefined && { taxRate }) }),
    ),
);

test('whatever happens, an open tenant keeps the currency and the day it was made with', () => {
  const platform = new Player(tenant);
  fc.assert(
    fc.property(storiesOf(anyCommand, day), (story) => {
      platform.play(story, ({ before: { open: was }, state: { open: now } }) => {
        if (was) expect([now?.settings.currency, now?.createdAt]).toEqual([was.settings.currency, was.createdAt]);
      });
    }),
  );
});

describe('the directory of tenants', () => {
  const about = aboutOf({ tenantId: 'acme', type: 'tenant', id: 'acme' });
  const rows = tenantDirectory.on;
  test('lies with the platform, whichever tenant it tells of', () => {
    const changes = rows['tenants.opened']?.(opened, about) ?? [];
    const [[key, row] = []] = [...rowsOf(changes)];
    expect(key).toBe('platform/tenants/acme');
    expect(row).toMatchObject({ tenantId: 'platform', tenant: { id: 'acme', status: 'active', plan: 'free' } });
  });
  test('follows settings, plan and status', () => {
    const changes = [
      ...(rows['tenants.opened']?.(opened, about) ?? []),
      ...(rows['tenants.configured']?.({ type: 'configured', settings: { ...settings, name: 'New' } }, about) ?? []),
      ...(rows['tenants.planned']?.({ type: 'planned', plan: 'enterprise', limits: plans.enterprise }, about) ?? []),
      ...(rows['tenants.suspended']?.({ type: 'suspended' }, about) ?? []),
    ];
    expect([...rowsOf(changes).values()][0]?.tenant).toMatchObject({
      name: 'New',
      plan: 'enterprise',
      status: 'suspended',
    });
  });
});
