import { describe, expect, test } from '@jest/globals';
import { accountTried, addressTried, counted, networkOf } from '../../../actors/customers/tries.service.ts';
import { memoryThrottle } from '../../../actors/runtime/throttle.ts';
import { minute } from '../../../actors/runtime/time.ts';
import { testTime } from '../given.ts';

const ann = accountTried('ann');
const fails = async () => undefined;
const succeeds = async () => 'proof';

function clocked() {
  let now = testTime;
  const throttle = memoryThrottle(() => now, 1_000);
  const attempt = (outcome: () => Promise<string | undefined>, tenantId = 'acme') =>
    counted(throttle, tenantId, [addressTried('192.0.2.1'), ann], outcome).catch((error) => error.type);
  const wait = (ms: number) => {
    now += ms;
  };
  return { throttle, attempt, wait };
}

const times = async (count: number, run: () => Promise<unknown>): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, run));

describe('failed log-ins', () => {
  test('are let through ten times, then wait', async () => {
    const { attempt } = clocked();
    expect(await times(11, () => attempt(fails))).toEqual([...Array(10).fill('LOGIN_FAILED'), 'TOO_MANY_LOGINS']);
    expect(await attempt(succeeds)).toBe('TOO_MANY_LOGINS');
  });
  test('are forgotten one by one after a quarter of an hour', async () => {
    const { attempt, wait } = clocked();
    await times(5, () => attempt(fails));
    wait(10 * minute);
    await times(5, () => attempt(fails));
    expect(await attempt(fails)).toBe('TOO_MANY_LOGINS');
    wait(5 * minute);
    expect(await attempt(succeeds)).toBe('proof');
  });
  test('say how long to wait', async () => {
    const { throttle, attempt, wait } = clocked();
    await times(10, () => attempt(fails));
    wait(4 * minute);
    const refused = counted(throttle, 'acme', [ann], succeeds);
    await expect(refused).rejects.toMatchObject({ type: 'TOO_MANY_LOGINS', data: { retryAfterMs: 11 * minute } });
  });
  test('count before they are over, however many come at once', async () => {
    const { attempt } = clocked();
    const slow = () => new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
    const outcomes = await times(50, () => attempt(slow));
    expect(outcomes.filter((outcome) => outcome === 'LOGIN_FAILED')).toHaveLength(10);
  });
  test('of one tenant do not count in another', async () => {
    const { attempt } = clocked();
    await times(10, () => attempt(fails, 'acme'));
    expect(await attempt(succeeds, 'other')).toBe('proof');
  });
});

describe('what does not count', () => {
  test('is a log-in that succeeds', async () => {
    const { attempt } = clocked();
    for (let round = 0; round < 30; round += 1) expect(await attempt(succeeds)).toBe('proof');
  });
  test('is one that could not be tried', async () => {
    const { attempt } = clocked();
    const breaks = async () => Promise.reject(Object.assign(new Error('no journal'), { type: 'JOURNAL_UNAVAILABLE' }));
    for (let round = 0; round < 30; round += 1) expect(await attempt(breaks)).toBe('JOURNAL_UNAVAILABLE');
    expect(await attempt(succeeds)).toBe('proof');
  });
  test('is, for an address, one that the account refused', async () => {
    const { throttle, attempt } = clocked();
    await times(200, () => attempt(fails));
    expect(await counted(throttle, 'acme', [addressTried('192.0.2.1'), accountTried('bob')], succeeds)).toBe('proof');
  });
});

test('one address may fail a hundred times, whatever the accounts', async () => {
  const { throttle } = clocked();
  const attempt = (place: number) =>
    counted(throttle, 'acme', [addressTried('192.0.2.1'), accountTried(`a${place}`)], fails).catch(({ type }) => type);
  const outcomes = await Promise.all(Array.from({ length: 101 }, (_, place) => attempt(place)));
  expect(outcomes.filter((outcome) => outcome === 'TOO_MANY_LOGINS')).toHaveLength(1);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['nonsense', 'nonsense'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
