import { expect, test } from '@jest/globals';
import type { Ask } from '../../analytics/ask.ts';
import { askedOnce } from '../../analytics/asked-once.ts';

/** Answers when it is told to, and says how often it was asked. */
function slowAsk() {
  const waiting: (() => void)[] = [];
  let asked = 0;
  const ask = (() => {
    asked += 1;
    const number = asked;
    return new Promise((resolve) => waiting.push(() => resolve([{ number }])));
  }) as unknown as Ask;
  const answer = () => {
    for (const one of waiting.splice(0)) one();
  };
  return { ask, answer, times: () => asked };
}

const sales = { sql: 'SELECT 1' };
const [acme, vendor, other] = [{ tenantId: 'acme' }, { tenantId: 'acme', vendorId: 'ven_1' }, { tenantId: 'other' }];

test('The same question that many ask at once is asked once, and anew after it was answered', async () => {
  const { ask, answer, times } = slowAsk();
  const shared = askedOnce(ask, () => 1);
  const answers = [1, 2, 3].map(() => shared(acme, sales, { from: 1 }));
  answer();
  expect([await Promise.all(answers), times()]).toEqual([Array(3).fill([{ number: 1 }]), 1]);
  const again = shared(acme, sales, { from: 1 });
  answer();
  expect([await again, times()]).toEqual([[{ number: 2 }], 2]);
});

test('Nobody is given the answer of another tenant, vendor or span, or one from before more was counted', () => {
  const { ask, times } = slowAsk();
  let counted = 1;
  const shared = askedOnce(ask, () => counted);
  for (const scope of [acme, vendor, other]) void shared(scope, sales, { from: 1 });
  void shared(acme, sales, { from: 2 });
  counted = 2;
  void shared(acme, sales, { from: 1 });
  expect(times()).toBe(5);
});
