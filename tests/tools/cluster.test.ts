import { describe, expect, test } from '@jest/globals';
import { readOrder } from '../../cli/cluster/orders.ts';
import { type Kind, keepsPlace, kinds, nodeOf, type PlannedNode } from '../../cli/cluster/plan.ts';
import { sumsIn } from '../../cli/cluster/table.ts';
import { areasOf, isGateway } from '../../composition/roles.ts';

const rolesOf = (kind: Kind) => nodeOf(kind, 1, 3_000, []).roles.split(',');

/** So many nodes of a kind, one started after the other. */
const fleetOf = (kind: Kind, count: number): readonly PlannedNode[] =>
  Array.from({ length: count }).reduce<readonly PlannedNode[]>(
    (others) => [...others, nodeOf(kind, others.length + 1, 3_000, others)],
    [],
  );

describe('Roles', () => {
  test('of one node of each kind host all areas together', () => {
    const hosted = new Set(kinds.flatMap((kind) => areasOf(rolesOf(kind))));
    expect([...hosted].sort()).toEqual([...areasOf(['all'])].sort());
  });

  test('may be single areas, so that payments can live apart', () => {
    expect(areasOf(['payments'])).toEqual(['payments', 'ops']);
  });

  test('that nobody knows are named', () => {
    expect(() => areasOf(['actors', 'kitchen'])).toThrow(
      'ROLES names "kitchen", and there is no such role: all, gateway',
    );
    expect(() => areasOf(['constructor'])).toThrow('ROLES names "constructor"');
  });

  test('of a gateway host nothing but what every node answers for itself', () => {
    expect(areasOf(['gateway'])).toEqual(['ops']);
    expect([['all'], ['search', 'gateway'], ['actors']].map(isGateway)).toEqual([true, true, false]);
  });
});

describe('A cluster on one machine', () => {
  test('gives each node a name, a port and a number of its own', () => {
    const nodes = kinds.flatMap((kind) => fleetOf(kind, 16));
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ port }) => port)).size).toBe(nodes.length);
  });

  test('has one writer of figures, however many nodes there are', () => {
    const nodes = fleetOf('actors', 16);
    const writers = nodes.filter(({ roles }) => roles.includes('analytics'));
    expect(writers.map(({ name }) => name)).toEqual(['actors-1']);
    expect(nodes.filter(keepsPlace)).toEqual(writers);
    expect(fleetOf('gateways', 2).every(keepsPlace)).toBe(true);
  });

  test('has another writer of figures once the one there was is gone', () => {
    const [, ...left] = fleetOf('actors', 3);
    expect(nodeOf('actors', 4, 3_000, left).roles).toBe('actors,jobs,analytics');
  });

  test.each([
    ['', { do: 'table' }],
    ['  scale   actors 4 ', { do: 'scale', kind: 'actors', count: 4 }],
    ['drain gateway-1', { do: 'drain', name: 'gateway-1' }],
    ['roll', { do: 'roll' }],
    ['scale actors', undefined],
    ['scale kitchens 2', undefined],
    ['scale actors 0', undefined],
    ['scale actors 1.5', undefined],
    ['drain', undefined],
    ['what now', undefined],
  ])('reads the order "%s"', (line, order) => {
    expect(readOrder(line)).toEqual(order);
  });

  test('adds up what a node shows with labels', () => {
    const metrics = '# HELP lag x\nlag{consumer="a"} 2\nlag{consumer="b b"} 3\nmemory 1.5e+3\n';
    expect(sumsIn(metrics)).toEqual({ lag: 5, memory: 1_500 });
  });
});
