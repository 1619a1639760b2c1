import { expect, test } from '@jest/globals';
import { Breakers } from '../../actors/runtime/breakers.ts';
import { internalCaller } from '../../actors/runtime/caller.ts';
import { SoukError, toSoukError } from '../../actors/runtime/errors.ts';
import type { CallHeaders } from '../../actors/runtime/headers.ts';
import { RoutedTransport } from '../../actors/runtime/routing.ts';
import type { Answered } from '../../actors/runtime/transport.ts';
import { FakeWorld } from './fake-world.ts';

type Node = 'well' | 'silent' | 'refuses';

/** Calls of one node to others, which do as the test says. */
function routed(nodes: Record<string, Node>, { waits = false, owner }: { waits?: boolean; owner?: string } = {}) {
  const world = new FakeWorld();
  const breakers = new Breakers(world);
  const asked: string[] = [];
  const send = async (node: string): Promise<Answered> => {
    asked.push(node);
    if (nodes[node] === 'silent') return new Promise(() => undefined);
    if (nodes[node] === 'refuses') throw new SoukError('Rejected', 'OUT_OF_STOCK', 'There is none.');
    return { result: node, meta: {} };
  };
  const transport = new RoutedTransport({
    nodeId: 'me',
    world,
    members: { nodes: () => (owner === undefined ? Object.keys(nodes) : [owner]), onChange: () => () => undefined },
    wire: { send },
    breakers,
    waits: () => waits,
    perform: () => Promise.reject(new Error('not here')),
    whereIs: () => (owner === undefined ? undefined : 'orders/00'),
  });
  let calls = 0;
  const call = (deadlineMs = 2_000, action = 'orders.get'): Promise<unknown> => {
    calls += 1;
    const headers: CallHeaders = {
      tenantId: 'acme',
      caller: internalCaller,
      commandId: `call ${calls}`,
      traceId: 'trace',
      deadlineMs,
    };
    return transport.call(action, {}, headers).then(
      ({ result }) => result,
      (error) => toSoukError(error).type,
    );
  };
  /** So many calls, one after the other, each until it is answered or given up. */
  const callTimes = async (times: number, deadlineMs?: number): Promise<readonly unknown[]> => {
    const told: unknown[] = [];
    for (let count = 0; count < times; count += 1) {
      const answer = call(deadlineMs);
      await world.advance(deadlineMs ?? 2_000);
      told.push(await answer);
    }
    return told;
  };
  return { world, breakers, asked, call, callTimes, nodes };
}

const alone = { owner: 'a' };

test('After three silences the fourth caller is refused at once, and the node is not asked', async () => {
  const { asked, call, callTimes, breakers } = routed({ a: 'silent' }, alone);
  expect(await callTimes(3)).toEqual(Array.from({ length: 3 }, () => 'NODE_GONE'));
  expect(breakers.open()).toMatchObject([{ node: 'a', action: 'orders.get', state: 'open' }]);
  const before = asked.length;
  expect(await call()).toBe('BREAKER_OPEN');
  expect(asked.length).toBe(before);
});

test('Other actions of the node, and its answers to them, are not concerned', async () => {
  const { call, callTimes, nodes } = routed({ a: 'silent' }, alone);
  await callTimes(3);
  nodes.a = 'well';
  expect(await call(2_000, 'orders.list')).toBe('a');
  expect(await call()).toBe('BREAKER_OPEN');
});

test('After two seconds one call tries, and whoever comes meanwhile waits a moment for what it finds', async () => {
  const { world, asked, call, callTimes, nodes, breakers } = routed({ a: 'silent' }, alone);
  await callTimes(3);
  await world.advance(2_000);
  nodes.a = 'well';
  const before = asked.length;
  const both = [call(), call()];
  expect(asked.length).toBe(before + 1);
  await world.advance(50);
  expect(await Promise.all(both)).toEqual(['a', 'a']);
  expect(breakers.open()).toEqual([]);
});

test('Who waits for a try that finds silence is refused after a second', async () => {
  const { world, call, callTimes } = routed({ a: 'silent' }, alone);
  await callTimes(3);
  await world.advance(2_000);
  const both = [call(), call()];
  await world.advance(1_050);
  expect(await both[1]).toBe('BREAKER_OPEN');
  await world.advance(1_000);
  expect(await both[0]).toBe('NODE_GONE');
});

test('A try that meets silence again leaves it open for twice as long, and for ten seconds at most', async () => {
  const { world, call, callTimes, breakers } = routed({ a: 'silent' }, alone);
  await callTimes(3);
  const openFor: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const from = world.now();
    while (breakers.isOpen('a', 'orders.get')) await world.advance(500);
    openFor.push(world.now() - from);
    const tried = call();
    await world.advance(2_000);
    expect(await tried).toBe('NODE_GONE');
  }
  expect(openFor).toEqual([2_000, 4_000, 8_000, 10_000, 10_000]);
});

test('A node that answers now and then, if only with a no, is slow and keeps its callers', async () => {
  const { call, callTimes, nodes, breakers } = routed({ a: 'silent' }, alone);
  for (let count = 0; count < 4; count += 1) {
    nodes.a = 'silent';
    await callTimes(2, 1_000);
    nodes.a = 'refuses';
    expect(await call()).toBe('OUT_OF_STOCK');
  }
  expect(breakers.open()).toEqual([]);
});

test('Of a crowd that came at once one silence counts', async () => {
  const { world, call, callTimes, breakers } = routed({ a: 'silent' }, alone);
  const crowd = Array.from({ length: 60 }, () => call());
  await world.advance(2_000);
  expect(new Set(await Promise.all(crowd))).toEqual(new Set(['NODE_GONE']));
  expect(breakers.open()).toEqual([]);
  await callTimes(2);
  expect(breakers.open()).toHaveLength(1);
});

test('Silences of long ago do not count, nor does the silence of a call that had no time', async () => {
  const { world, callTimes, breakers } = routed({ a: 'silent' }, alone);
  await callTimes(2);
  await world.advance(30_000);
  await callTimes(2);
  await world.advance(30_000);
  await callTimes(20, 900);
  expect(breakers.open()).toEqual([]);
});

test('An action that may wait for a decision opens none', async () => {
  const { callTimes, breakers } = routed({ a: 'silent' }, { ...alone, waits: true });
  await callTimes(10);
  expect(breakers.open()).toEqual([]);
});

test('What any node may do is brought to those that answer', async () => {
  const { asked, call, callTimes } = routed({ a: 'silent', b: 'well' });
  await callTimes(24, 1_000);
  asked.length = 0;
  expect(await Promise.all(Array.from({ length: 10 }, () => call()))).toEqual(Array.from({ length: 10 }, () => 'b'));
  expect(new Set(asked)).toEqual(new Set(['b']));
});
