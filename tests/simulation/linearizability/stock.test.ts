import { describe, expect, test } from '@jest/globals';
import { inventory } from '../../../actors/inventory/inventory.service.ts';
import { Domains } from '../../../actors/runtime/domains.ts';
import type { CallOutcome, Call as Try } from '../history.ts';
import { ActorCalls } from './actor-calls.ts';
import { type JudgeOptions, judge } from './judge.ts';

const sku = 'mug';
const calls = new ActorCalls(new Domains([inventory]));
const now: JudgeOptions = { calls, types: { stock: [] }, reads: 'now' };

const answered = (result: unknown, version: number): CallOutcome => ({ kind: 'answered', result, meta: { version } });
const refused = (code: string, details: unknown): CallOutcome => ({ kind: 'refused', code, details });
const unknown: CallOutcome = { kind: 'unknown', code: 'DEADLINE_PASSED' };

type Named = Pick<Try, 'action' | 'params' | 'kind'>;

const reserve = (orderId: string, quantity: number): Named => ({
  kind: 'command',
  action: 'inventory.reserve',
  params: { sku, orderId, quantity },
});
const release = (orderId: string): Named => ({
  kind: 'command',
  action: 'inventory.release',
  params: { sku, orderId },
});
const look: Named = { kind: 'read', action: 'inventory.available', params: { sku } };
const available = (units: number, version: number) => answered({ sku, available: units }, version);
const held = (quantity: number, version: number) => answered({ portions: [{ warehouse: 'main', quantity }] }, version);

/** One try from step to step. */
const during = (invokedAt: number, returnedAt: number, named: Named, outcome: CallOutcome, commandId = ''): Try => ({
  ...named,
  stream: 'acme/stock/mug',
  commandId: commandId || `c${invokedAt}`,
  who: 'ann',
  invokedAt,
  ...(outcome.kind !== 'unknown' && { returnedAt }),
  outcome,
});

/** Steps 1 to 4: the sku is opened, and five units come in. */
const stocked: readonly Try[] = [
  during(1, 2, { kind: 'command', action: 'inventory.open', params: { sku, vendorId: 'v1' } }, answered({}, 1)),
  during(
    3,
    4,
    { kind: 'command', action: 'inventory.receive', params: { sku, quantity: 5 } },
    answered(
      {
        sku,
        vendorId: 'v1',
        held: 5,
        promised: 0,
        available: 5,
        warehouses: [{ warehouse: 'main', held: 5, available: 5 }],
      },
      2,
    ),
  ),
];

const verdictOf = (...story: readonly Try[]) => judge([...stocked, ...story], now);

describe('the stock is as its own rules have it when', () => {
  test('two shoppers want what only one can get, and one of them is refused', async () => {
    const story = [
      during(5, 9, reserve('o1', 3), refused('OUT_OF_STOCK', { available: 1, requested: 3 })),
      during(6, 8, reserve('o2', 4), held(4, 3)),
      during(10, 11, look, available(1, 3)),
    ];
    expect(await verdictOf(...story)).toEqual([]);
  });
  test('a reservation of which nobody heard shows later, or never', async () => {
    const lost = during(5, 0, reserve('o1', 3), unknown);
    expect(await verdictOf(lost, during(6, 7, look, available(5, 2)), during(8, 9, look, available(2, 3)))).toEqual([]);
    expect(await verdictOf(lost, during(6, 7, reserve('o2', 5), held(5, 3)))).toEqual([]);
  });
  test('a retry is given the first answer', async () => {
    const story = [
      during(5, 0, reserve('o1', 3), unknown, 'once'),
      during(7, 8, reserve('o1', 3), held(3, 3), 'once'),
      during(9, 10, reserve('o1', 3), held(3, 3), 'once'),
      during(11, 12, look, available(2, 3)),
    ];
    expect(await verdictOf(...story)).toEqual([]);
  });
  test('a release came before its reserve, which is refused for good', async () => {
    const story = [
      during(5, 6, release('o1'), answered({}, 3)),
      during(7, 8, reserve('o1', 1), refused('RESERVATION_BARRED', { orderId: 'o1' })),
    ];
    expect(await verdictOf(...story)).toEqual([]);
  });
});

describe('it is seen that', () => {
  test('two shoppers were promised the same unit', async () => {
    const story = [during(5, 7, reserve('o1', 3), held(3, 3)), during(6, 8, reserve('o2', 3), held(3, 4))];
    const [sentence] = await verdictOf(...story);
    expect(sentence).toContain(
      'no order explains that ann asked inventory.reserve {"sku":"mug","orderId":"o2","quantity":3}',
    );
    expect(sentence).toContain('3. ann asked inventory.reserve {"sku":"mug","orderId":"o1","quantity":3} from 5');
  });
  test('an old state was shown', async () => {
    const story = [during(5, 6, reserve('o1', 3), held(3, 3)), during(7, 8, look, available(5, 2))];
    expect(await verdictOf(...story)).toHaveLength(1);
  });
  test('a version was shown with the state of another', async () => {
    expect(
      await verdictOf(during(5, 9, reserve('o1', 3), held(3, 3)), during(6, 7, look, available(2, 2))),
    ).toHaveLength(1);
  });
  test('what a shopper saw went back, though each look is fine beside the reservation', async () => {
    const story = [
      during(5, 12, reserve('o1', 3), held(3, 3)),
      during(6, 7, look, available(2, 3)),
      during(8, 9, look, available(5, 2)),
    ];
    expect(await verdictOf(...story)).toHaveLength(1);
  });
  test('an answer changed at a retry', async () => {
    const story = [
      during(5, 6, reserve('o1', 3), held(3, 3), 'once'),
      during(7, 8, reserve('o1', 3), refused('OUT_OF_STOCK', { available: 2, requested: 3 }), 'once'),
    ];
    expect(await verdictOf(...story)).toEqual([
      'acme/stock/mug: inventory.reserve once was answered {"portions":[{"warehouse":"main","quantity":3}]}, ' +
        'and at a retry ["OUT_OF_STOCK",{"available":2,"requested":3}]',
    ]);
  });
  test('another body under the same id was answered too', async () => {
    const story = [
      during(5, 6, reserve('o1', 3), held(3, 3), 'once'),
      during(7, 8, reserve('o2', 1), held(1, 4), 'once'),
    ];
    expect(await verdictOf(...story)).toEqual(['acme/stock/mug: once was answered for 2 bodies']);
  });
  test('a refused reservation took units', async () => {
    const story = [
      during(5, 6, reserve('o1', 6), refused('OUT_OF_STOCK', { available: 5, requested: 6 })),
      during(7, 8, look, available(-1, 3)),
    ];
    expect(await verdictOf(...story)).toHaveLength(1);
  });
  test('a reservation of which nobody heard was made twice', async () => {
    const story = [
      during(5, 0, { kind: 'command', action: 'inventory.receive', params: { sku, quantity: 5 } }, unknown),
      during(7, 8, look, available(15, 4)),
    ];
    expect(await verdictOf(...story)).toHaveLength(1);
  });
  test('a refusal had no reason', async () => {
    const wrong = refused('OUT_OF_STOCK', { available: 1, requested: 3 });
    expect(await verdictOf(during(5, 6, reserve('o1', 3), wrong))).toHaveLength(1);
  });
});

test('of an owner that is none any more an old look is fine, as long as there was such a state', async () => {
  const once: JudgeOptions = { ...now, reads: 'once' };
  const before = [...stocked, during(5, 6, reserve('o1', 3), held(3, 3))];
  expect(await judge([...before, during(7, 8, look, available(5, 2))], once)).toEqual([]);
  expect(await judge([...before, during(7, 8, look, available(4, 2))], once)).toHaveLength(1);
});

test('what was turned away never happened', async () => {
  const away: CallOutcome = { kind: 'turnedAway', code: 'COMMAND_DIFFERS' };
  expect(await verdictOf(during(5, 6, reserve('o1', 3), away), during(7, 8, look, available(5, 2)))).toEqual([]);
});
