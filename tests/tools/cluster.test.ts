import { describe, expect, test } from '@jest/globals';
import { readOrder } from '../../cli/cluster/orders.ts';
import { kinds, nodeOf } from '../../cli/cluster/plan.ts';
import { sumsIn } from '../../cli/cluster/table.ts';
import { areasOf, isGateway } from '../../composition/roles.ts';

const rolesOf = (kind: (typeof kinds)[number], number: number) => nodeOf(kind, number, 3_000).roles.split(',');

describe('Roles', () => {
  test('of one node of each kind host all areas together', () => {
    const hosted = new Set(kinds.flatMap((kind) => areasOf(rolesOf(kind, 1))));
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
    const nodes = kinds.flatMap((kind) => Array.from({ length: 16 }, (_, place) => nodeOf(kind, place + 1, 3_000)));
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ port }) => port)).size).toBe(nodes.length);
  });

  test('has one writer of figures, however many nodes there are', () => {
    const writers = Array.from({ length: 16 }, (_, place) => rolesOf('actors', place + 1)).filter((roles) =>
      roles.includes('analytics'),
    );
    expect(writers).toHaveLength(1);
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
