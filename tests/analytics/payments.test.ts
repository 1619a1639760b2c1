import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PaymentChoice, PaymentEvent } from '../../actors/payments/contract.ts';
import { createAsk } from '../../analytics/ask.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { payments } from '../../analytics/queries/payments.ts';
import { streamOf } from '../../tenants/isolation.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, Log } from './log.given.ts';
import { feed, writerOn } from './writer.given.ts';

const amount = { amount: 1_200, currency: 'GBP' };
const span = { from: began / 1_000 - 60, to: began / 1_000 + 60 };

/** A payment as it went, one batch an event. */
function paid(log: Log, id: string, payment: PaymentChoice, outcome: PaymentEvent): Log {
  const asked: PaymentEvent = {
    ...{ type: 'authorisationAsked', amount, payment, breakdown: [], askAgainAt: began, askAgainMs: 1_000 },
  };
  const stream = streamOf('acme', 'payment', id);
  return [asked, outcome].reduce(
    (all, event, place) => all.add([{ stream, version: place + 1, events: [event] }]),
    log,
  );
}

(hasEngine ? describe : describe.skip)('Payments', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
    await begunAnew(engine);
    const log = new Log('payments/00');
    const captured: PaymentEvent = { type: 'captured', amount, breakdown: [] };
    paid(log, 'one', { provider: 'sandbox', token: 'ok', method: 'card' }, captured);
    paid(log, 'two', { provider: 'sandbox', token: 'no', method: 'card' }, { type: 'declined', reason: 'no' });
    paid(log, 'three', { provider: 'sandbox', token: 'ok', method: 'wallet' }, captured);
    paid(log, 'four', { provider: 'sandbox', token: 'ok' }, captured);
    await feed(await writerOn(engine, [log]), [log]);
  });

  test('are told by provider and method, also those of which nobody said how they were paid', async () => {
    const found = await createAsk(engine)({ tenantId: 'acme' }, payments, span);
    expect(found.map((row) => [row.provider, row.method, row.asked, row.captured, row.declined])).toEqual([
      ['sandbox', 'card', 2, 1, 1],
      ['sandbox', 'unknown', 1, 1, 0],
      ['sandbox', 'wallet', 1, 1, 0],
    ]);
  });
});
