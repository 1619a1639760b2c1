import { expect, test } from '@jest/globals';
import { recordedSpan, traceIdOf } from '../../actors/runtime/spans.ts';
import { Notebook } from './notebook.ts';
import { ToyHouse } from './toy-house.ts';

const one = { id: 'one' };
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const asked = `${traceId}-00f067aa0ba902b7`;

async function given() {
  const spans = new Notebook();
  const house = new ToyHouse();
  return { spans, house, toy: await house.open({ spans }) };
}

test('A trace is its id, and where it is recorded also the span that goes on', () => {
  expect(recordedSpan(asked)).toEqual({ traceId, spanId: '00f067aa0ba902b7' });
  expect(traceIdOf(asked)).toBe(traceId);
  for (const trace of [traceId, 'a-trace', '', `${asked}0`, asked.toUpperCase()]) {
    expect(recordedSpan(trace)).toBeUndefined();
    expect(traceIdOf(trace)).toBe(trace);
  }
});

test('What a command led to is one story: its batch, its readers, its flow, and what that asked of others', async () => {
  const { spans, toy } = await given();
  await toy.call('errands.send', { ...one, whats: ['bread'] }, { traceId: asked });
  await toy.node.settled();
  expect(new Set(spans.noted.map((noted) => noted.traceId))).toEqual(new Set([traceId]));
  expect(spans.tree).toEqual([
    'errands.finish < flow errands',
    'errands.send < outside',
    'feed flow-errands < errands.finish',
    'feed flow-errands < errands.send',
    'feed reminders < errands.finish',
    'feed reminders < errands.send',
    'flow errands < errands.send',
    'journal.append < errands.finish',
    'journal.append < errands.send',
    'outside.visit < flow errands',
  ]);
});

test('The story goes on at the next node, for it stands in the journal', async () => {
  const { spans, house, toy } = await given();
  house.visit = () => new Promise(() => undefined);
  await toy.call('errands.send', { ...one, whats: ['bread'] }, { traceId: asked });
  toy.crash();
  house.visit = () => undefined;
  spans.noted.length = 0;
  const next = await house.open({ spans });
  await next.node.settled();
  expect(spans.tree).toContain('errands.finish < flow errands');
  expect(new Set(spans.noted.map((noted) => noted.traceId))).toEqual(new Set([traceId]));
});

test('A refusal ends its span with its code', async () => {
  const { spans, toy } = await given();
  const refused = toy.call('counters.take', { ...one, by: 1 }, { traceId: asked });
  await expect(refused).rejects.toMatchObject({ type: 'TOO_FEW' });
  expect(spans.noted.find(({ name }) => name === 'counters.take')).toMatchObject({ code: 'TOO_FEW' });
});

test('Of what nobody records nothing is noted', async () => {
  const { spans, toy } = await given();
  await toy.call('errands.send', { ...one, whats: ['bread'] }, { traceId });
  await toy.node.settled();
  expect(spans.noted).toEqual([]);
});
