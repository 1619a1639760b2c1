import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Availability } from '../../actors/inventory/contract.ts';
import { Collector, type Span } from './collector.given.ts';
import { eventually } from './eventually.ts';
import { listen, liveClient, shows } from './live.given.ts';
import { buy, logIn, openShop, register, stockWare, type Ware } from './market.given.ts';
import { startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${parent}-01`;

let collector: Collector;
let guest: Visitor;
let ware: Ware;

beforeAll(async () => {
  collector = await Collector.open();
  // Nothing of what begins here: only what a caller records.
  const { url } = await startSouk({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: '0' },
  });
  guest = visitor(url);
  const operator = await logIn(guest, 'operator@demo.example');
  ware = await stockWare(await openShop(operator, await register(guest, 'bea@example.org'), 'Bees'), 'Honey', 750, 10);
});

afterAll(() => collector.close());

/** From whoever asked for it up to the first of all. */
function causesOf(span: Span, all: readonly Span[]): readonly string[] {
  const cause = all.find(({ spanId }) => spanId === span.parentSpanId);
  return cause ? [cause.name, ...causesOf(cause, all)] : [span.parentSpanId ?? 'nobody'];
}

test('An order is one trace, from its caller through gateway, actors, journal, flows and feed to a socket', async () => {
  const heard = listen<Availability>(liveClient({ url: guest.url }), `stock:${ware.sku}`);
  await shows('ten', heard, ({ available }) => available === 10);
  await buy(guest, { [ware.sku]: 1 }, { headers: { traceparent } });
  await shows('nine', heard, ({ available }) => available === 9);
  const names = () => new Set(collector.of(traceId).map(({ name }) => name));
  const whole = ['POST /v1/orders', 'orders.checkout', 'journal.append', 'flow order', 'inventory.reserve', 'socket'];
  await eventually('all of it came', () => whole.every((name) => names().has(name)));
  const all = collector.of(traceId);
  for (const span of all) expect(causesOf(span, all).at(-1)).toBe(parent);
  const reserved = all.find(({ name }) => name === 'inventory.reserve') as Span;
  expect(causesOf(reserved, all)).toEqual(expect.arrayContaining(['flow order', 'orders.place', 'POST /v1/orders']));
  expect(all.some(({ name }) => name.startsWith('feed '))).toBe(true);
});

test('Whoever gets a problem is told the trace, and the span that it met', async () => {
  const { headers, body } = await guest.with({ traceparent }).ask('GET', '/orders/ord_none');
  expect(body.traceId).toBe(traceId);
  expect(headers.get('traceparent')).toMatch(new RegExp(`^00-${traceId}-(?!${parent})[0-9a-f]{16}-01$`));
  expect(headers.get('x-request-id')).toBe(traceId);
});

test('What nobody records, and what is no part of the share, is sent to nobody', async () => {
  const { headers } = await guest.with({ traceparent: `00-${traceId}-${parent}-00` }).ask('GET', '/orders/ord_none');
  expect(headers.get('traceparent')).toBeNull();
  expect(new Set(collector.spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
});
