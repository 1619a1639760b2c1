import { expect, test } from '@jest/globals';
import { jobsHere } from '../../actors/runtime/jobs.ts';
import type { Transport } from '../../actors/runtime/transport.ts';
import { AlertWatch } from '../../composition/alert-watch.ts';
import { FakeWorld } from '../runtime/fake-world.ts';

const minuteMs = 60_000;
const alerts = [
  { tenantId: 'acme', id: 'alr_a', everyMinutes: 1 },
  { tenantId: 'acme', id: 'alr_b', everyMinutes: 3 },
  { tenantId: 'other', id: 'alr_c', everyMinutes: 1 },
];

/** A watch over these alerts, one a page; what it looked at, and what it warned of. */
function given(fail: (id: string) => boolean = () => false) {
  const world = new FakeWorld();
  const looked: string[] = [];
  const warned: string[] = [];
  const call: Transport['call'] = async (name, params, { tenantId }) => {
    const { cursor = '0', id = '' } = params as { readonly cursor?: string; readonly id?: string };
    if (name === 'analytics.watched') {
      const [place, item] = [Number(cursor), alerts[Number(cursor)]];
      return { result: { items: [item], ...(place + 1 < alerts.length && { next: `${place + 1}` }) }, meta: {} };
    }
    looked.push(`${tenantId} ${id}`);
    if (fail(id)) throw new Error('it is not there');
    return { result: { rings: false }, meta: {} };
  };
  const watch = new AlertWatch({ transport: { call }, world, warn: (line) => warned.push(line), jobs: jobsHere });
  return { world, watch, looked, warned };
}

const times = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;

test('Every alert of every tenant is looked at when it is its turn, from the beginning on', async () => {
  const { world, watch, looked } = given();
  watch.start();
  await world.advance(1);
  expect(times(looked, 'acme alr_a')).toBe(1);
  for (let passed = 1; passed < 6; passed += 1) await world.advance(minuteMs);
  const all = ['acme alr_a', 'acme alr_b', 'other alr_c'].map((one) => times(looked, one));
  expect(all).toEqual([6, 2, 6]);
  watch.stop();
  await world.advance(2 * minuteMs);
  expect(times(looked, 'acme alr_a')).toBe(6);
});

test('One that cannot be looked at is told of, and keeps nobody else from theirs', async () => {
  const { world, watch, looked, warned } = given((id) => id === 'alr_a');
  watch.start();
  await world.advance(1);
  await world.advance(minuteMs);
  expect([times(looked, 'acme alr_a'), times(looked, 'other alr_c')]).toEqual([2, 2]);
  expect(warned[0]).toBe('The alert alr_a of acme could not be looked at: it is not there');
  watch.stop();
});
