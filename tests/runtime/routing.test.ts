import { expect, test } from '@jest/globals';
import { Breakers } from '../../actors/runtime/breakers.ts';
import { internalCaller } from '../../actors/runtime/caller.ts';
import { runtimeError } from '../../actors/runtime/errors.ts';
import type { CallHeaders } from '../../actors/runtime/headers.ts';
import { type Members, ownerOf } from '../../actors/runtime/placement.ts';
import { RoutedTransport } from '../../actors/runtime/routing.ts';
import type { Answered } from '../../actors/runtime/transport.ts';
import { FakeWorld } from './fake-world.ts';

const headers: CallHeaders = {
  tenantId: 'acme',
  caller: internalCaller,
  commandId: 'one',
  traceId: 'trace',
  deadlineMs: 10_000,
};

/** Nodes of which this one is none; what each answers is told by the test. */
function routed(answers: Readonly<Record<string, () => Promise<Answered>>>, seen: readonly string[] = ['a', 'b']) {
  const world = new FakeWorld();
  const hearers = new Set<() => void>();
  let nodes = seen;
  const members: Members = {
    nodes: () => nodes,
    onChange: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
  const asked: string[] = [];
  const send = (node: string, _action: string, _params: unknown, { commandId }: CallHeaders) => {
    asked.push(`${node} ${commandId}`);
    return answers[node]?.() ?? Promise.reject(runtimeError('NODE_GONE'));
  };
  const perform = () => Promise.reject(runtimeError('NODE_GONE'));
  const transport = new RoutedTransport({
    nodeId: 'me',
    world,
    members,
    wire: { send },
    breakers: new Breakers(world),
    waits: () => false,
    isAbsent: () => nodes.length === 0,
    perform,
    whereIs: () => 'x/00',
  });
  const see = (seen: readonly string[]) => {
    nodes = seen;
    for (const hear of hearers) hear();
  };
  const told: unknown[] = [];
  void transport.call('counters.add', {}, headers).then(
    ({ result }) => told.push(result),
    ({ type, data }) => told.push(type, data),
  );
  return { world, asked, told, see, hearers };
}

const owner = ownerOf('x/00', ['a', 'b']) as string;
const other = owner === 'a' ? 'b' : 'a';
const fine = async (): Promise<Answered> => ({ result: 'fine', meta: {} });

test('Who is asked for what is not its own names the owner, who is asked at once, as the same command', async () => {
  const { world, asked, told } = routed({
    [owner]: () => Promise.reject(runtimeError('WRONG_NODE', { owner: other })),
    [other]: fine,
  });
  await world.settle();
  expect(told).toEqual(['fine']);
  expect(asked).toEqual([`${owner} one`, `${other} one`]);
});

test('A call that meets no owner is tried again with pauses until its deadline, and its caller hears no name of a node', async () => {
  const { world, asked, told, hearers } = routed({
    [owner]: () => Promise.reject(runtimeError('OWNER_CHANGED', { owner: other })),
    [other]: () => Promise.reject(runtimeError('WRONG_NODE', { owner })),
  });
  await world.advance(9_000);
  expect(told).toEqual([]);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.length).toBeLessThan(40);
  await world.advance(2_000);
  expect(told).toEqual([expect.stringMatching(/^(OWNER_CHANGED|WRONG_NODE)$/), {}]);
  expect(hearers.size).toBe(0);
});

test('A call to a node that is gone from the list is tried at the next owner without waiting for silence to end', async () => {
  const { world, told, see } = routed({ [owner]: () => new Promise(() => undefined), [other]: fine });
  await world.settle();
  expect(told).toEqual([]);
  see([other]);
  await world.advance(50);
  expect(told).toEqual(['fine']);
});

test('A call that pauses goes on as soon as the list of nodes is another one', async () => {
  const { world, asked, told, see } = routed({ [other]: fine }, [owner]);
  await world.advance(3_000);
  expect(asked.length).toBeGreaterThan(5);
  see([other]);
  await world.settle();
  expect(told).toEqual(['fine']);
});

test('What a rule refuses is an answer: nobody else is asked', async () => {
  const { world, asked, told } = routed({ [owner]: () => Promise.reject(runtimeError('NOT_FOUND')) });
  await world.advance(5_000);
  expect(told).toEqual(['NOT_FOUND', {}]);
  expect(asked).toEqual([`${owner} one`]);
});

test('A node that cannot reach the journal is asked again until another owns what it owned: no caller hears of it', async () => {
  const { world, asked, told, see } = routed({
    [owner]: () => Promise.reject(runtimeError('JOURNAL_UNAVAILABLE')),
    [other]: fine,
  });
  await world.advance(2_000);
  expect(told).toEqual([]);
  see([other]);
  await world.advance(1_000);
  expect(told).toEqual(['fine']);
  expect(new Set(asked)).toEqual(new Set([`${owner} one`, `${other} one`]));
});

test('A journal that no node reaches is told of after 8 s, whatever the deadline', async () => {
  const { world, told } = routed({ [owner]: () => Promise.reject(runtimeError('JOURNAL_UNAVAILABLE')) });
  await world.advance(7_900);
  expect(told).toEqual([]);
  await world.advance(1_100);
  expect(told).toEqual(['JOURNAL_UNAVAILABLE', {}]);
});

test('A journal that the only node does not reach is told of at once', async () => {
  const { world, told } = routed({ [owner]: () => Promise.reject(runtimeError('JOURNAL_UNAVAILABLE')) }, [owner]);
  await world.settle();
  expect(told).toEqual(['JOURNAL_UNAVAILABLE', {}]);
});

test('A call to an area that nobody hosts is refused at once, and says which', async () => {
  const { world, asked, told } = routed({}, []);
  await world.settle();
  expect(told).toEqual(['NOBODY_HOSTS', { area: 'counters' }]);
  expect(asked).toEqual([]);
});
