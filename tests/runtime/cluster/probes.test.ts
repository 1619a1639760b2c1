import { expect, test } from '@jest/globals';
import type { Hear, Line } from '../../../actors/runtime/cluster/line.ts';
import { ClusterMembers, type Peer } from '../../../actors/runtime/cluster/members.ts';
import { Probes } from '../../../actors/runtime/cluster/probes.ts';
import { FakeWorld } from '../fake-world.ts';

type Hearing = { readonly node: string; readonly hear: Hear };

/** Nodes on one line, which a test cuts for one of them as a killed process would. */
class Street {
  readonly world = new FakeWorld();
  readonly said: string[] = [];
  readonly #hearing = new Map<string, Hearing[]>();
  readonly #peers: readonly Peer[];

  constructor(...ids: readonly string[]) {
    this.#peers = ids.map((id) => ({ id, areas: ['stock'] }));
  }

  open(nodeId: string) {
    const members = new ClusterMembers({ nodeId, world: this.world, known: () => this.#peers });
    const probes = new Probes({ nodeId, line: this.#lineOf(nodeId), members, world: this.world });
    return { probes, sees: () => members.nodes('stock').join() };
  }

  kill(nodeId: string): void {
    for (const [subject, hearing] of this.#hearing)
      this.#hearing.set(
        subject,
        hearing.filter(({ node }) => node !== nodeId),
      );
  }

  #lineOf(node: string): Line {
    return {
      send: (subject, message, onNobody) =>
        this.world.soon(() => {
          const hearing = this.#hearing.get(subject) ?? [];
          this.said.push(`${node} ${subject}`);
          if (hearing.length === 0) onNobody?.();
          for (const other of hearing) if (other.node !== node) other.hear(Buffer.from(message), node);
        }),
      hear: (subject, hear) => {
        this.#hearing.set(subject, [...(this.#hearing.get(subject) ?? []), { node, hear }]);
        return () => undefined;
      },
      onConnection: (hear) => hear(true),
      close: async () => undefined,
    };
  }
}

test('A node that is killed is gone for all others 10 ms after the first has met nobody there', async () => {
  const street = new Street('a', 'b', 'c');
  const [a, b, c] = [street.open('a'), street.open('b'), street.open('c')];
  await street.world.advance(60);
  expect([a.sees(), b.sees(), c.sees()]).toEqual(['a,b,c', 'a,b,c', 'a,b,c']);
  street.kill('c');
  a.probes.probe('c');
  await street.world.advance(10);
  expect([a.sees(), b.sees()]).toEqual(['a,b', 'a,b']);
});

test('A node that is met again after one miss stays, whatever others doubted', async () => {
  const street = new Street('a', 'b', 'c');
  const [a, b] = [street.open('a'), street.open('b')];
  a.probes.probe('c');
  await street.world.settle();
  street.open('c');
  await street.world.advance(200);
  expect([a.sees(), b.sees()]).toEqual(['a,b,c', 'a,b,c']);
});

test('Doubts are said once a moment, and none of a node that is gone or unknown', async () => {
  const street = new Street('a', 'b', 'c');
  const [a] = [street.open('a'), street.open('b')];
  for (let times = 0; times < 5; times += 1) a.probes.probe('c');
  await street.world.advance(1_000);
  expect(street.said.filter((said) => said === 'a souk.doubted').length).toBeLessThanOrEqual(2);
  street.said.length = 0;
  await street.world.advance(1_000);
  expect(street.said.filter((said) => said.endsWith('souk.doubted'))).toEqual([]);
});
