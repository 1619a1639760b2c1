import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Consumer } from '../../../actors/runtime/feed/consumer.ts';
import { eventually } from '../../journeys/eventually.ts';
import { describeWith, type GivenServers, givenServers } from '../../servers/servers.given.ts';
import { loadOn } from './load.given.ts';
import { Town, type TownNode } from './town.given.ts';

const names = Array.from({ length: 200 }, (_, number) => `thing-${number}`);

/** Every node says the same of who there is. */
const agree = (...nodes: readonly TownNode[]) =>
  eventually('all nodes see each other', () =>
    nodes.every(({ cluster }) => cluster.members.nodes('counters').length === nodes.length),
  );

const owned = ({ node }: TownNode): readonly string[] => [...node.heads().keys()];

describeWith('nats')('Nodes over NATS', () => {
  let servers: GivenServers;
  let town: Town;

  beforeAll(async () => {
    servers = await givenServers(1, 'nats');
    town = new Town(servers.url('nats'));
  });

  afterEach(() => town.close());

  test('share all partitions, each of which has one owner, and whichever is asked the owner answers', async () => {
    const [one, two] = [await town.open('one'), await town.open('two')];
    await agree(one, two);
    const partitions = one.node.domains.areas.length * 16;
    await eventually('each has its share', () => owned(one).length + owned(two).length === partitions);
    expect(new Set([...owned(one), ...owned(two)]).size).toBe(partitions);
    for (const id of names) await one.ask('counters.add', { id, by: 1 });
    for (const id of names) expect(await two.ask('counters.add', { id, by: 1 })).toEqual({ total: 2 });
    expect(owned(one).length).toBeGreaterThan(0);
  });

  test('come and go under load, and no caller hears of it; nothing is done twice', async () => {
    const [first, second] = [await town.open('first'), await town.open('second')];
    await agree(first, second);
    const load = loadOn([first], 'come-and-go');
    await load.reaches(500);
    const third = await town.open('third');
    await agree(first, second, third);
    await load.reaches(1_000);
    await second.stop();
    await load.reaches(1_500);
    const { done, errors } = await load.stop();
    expect(errors).toEqual([]);
    for (const [id, count] of done) expect(await third.ask('counters.show', { id })).toMatchObject({ total: count });
  });

  test('that host other areas are asked for theirs, and a node that hosts none asks all', async () => {
    await town.open('actors');
    const gate = await town.open('gate', { areas: [] });
    await eventually('the gate sees the actors', () => gate.cluster.members.nodes('counters').length === 1);
    expect(await gate.ask('counters.add', { id: 'asked', by: 3 })).toEqual({ total: 3 });
    expect(owned(gate)).toEqual([]);
  });

  test('tell those who follow a list only once the list shows it', async () => {
    const late: { gate?: TownNode } = {};
    const shown: unknown[] = [];
    const follower: Consumer = {
      name: 'follower',
      domains: ['counters'],
      after: ['totals'],
      start: async (heads) => heads,
      handle: async (_, batches) => {
        if (batches.some(({ entries }) => entries.length > 0))
          shown.push((await late.gate?.rows.get('totals', ['acme/listed']))?.[0]?.total);
      },
      stop: async () => undefined,
    };
    await town.open('writer');
    const gate = await town.open('looker', { areas: [], consumers: [follower] });
    late.gate = gate;
    await eventually('the gate sees the writer', () => gate.cluster.members.nodes('counters').length === 1);
    await gate.ask('counters.add', { id: 'listed', by: 7 });
    await eventually('the follower hears', () => shown.length > 0);
    expect(shown[0]).toBe(7);
  });

  test('go on after NATS was away, and nothing is lost', async () => {
    const [one, two] = [await town.open('before'), await town.open('after')];
    await agree(one, two);
    const load = loadOn([one, two], 'away');
    await load.reaches(300);
    await servers.kill('nats');
    await servers.restart();
    const before = load.count();
    await load.reaches(before + 300);
    const { done, errors } = await load.stop();
    expect(errors).toEqual([]);
    for (const [id, count] of done) expect(await one.ask('counters.show', { id })).toMatchObject({ total: count });
  });
});
