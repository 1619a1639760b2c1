import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import type { ActorPage, NodePage, OpsActions } from '../../../actors/ops/contract.ts';
import { describeWith } from '../../servers/servers.given.ts';
import { type Bought, logIn } from '../market.given.ts';
import { attempt, type Checkout, expectBalanced, fillCarts, insist } from '../rush.given.ts';
import type { Souk } from '../souk-process.ts';
import { logInToPlatform } from '../tenants.given.ts';
import { type Reply, visitor } from '../visitor.ts';
import { type GivenCluster, givenCluster, received } from './cluster.given.ts';

const crowd = 60;

/** Of those who pay so many at once, and what happens meanwhile. */
type Rush = { readonly checkouts: readonly Checkout[]; readonly replies: readonly (Reply<Bought> | undefined)[] };

describeWith('nats', 'mongo')('A shop of several processes', () => {
  let cluster: GivenCluster;
  let spare: Souk;
  const sold: Bought[] = [];

  beforeAll(async () => {
    cluster = await givenCluster();
    spare = await cluster.addActors();
    await cluster.sees(4);
  });

  /** The crowd pays, everybody once; after the first answers something happens. */
  async function rush(happens: () => Promise<unknown>): Promise<Rush> {
    const checkouts = await fillCarts(cluster.guest, cluster.wares, crowd, ['ok']);
    const { promise: first, resolve } = Promise.withResolvers<void>();
    const tries = checkouts.map(async (checkout) => {
      const reply = await attempt(checkout);
      resolve();
      return reply;
    });
    await first;
    await happens();
    return { replies: await Promise.all(tries), checkouts };
  }

  /** Asked again with the same keys nothing is done twice, and stock, ledger and lists agree. */
  async function expectAgreement({ checkouts }: Pick<Rush, 'checkouts'>): Promise<void> {
    const replies = await Promise.all(checkouts.map(insist));
    expect(replies.filter(({ status }) => status !== 201).map(({ text }) => text)).toEqual([]);
    sold.push(...replies.map(({ body }) => body));
    expect(new Set(sold.map(({ number }) => number)).size).toBe(sold.length);
    const { operator, shop, wares } = cluster;
    await expectBalanced(operator, shop, wares, received, sold);
  }

  /** What was told to those who were told neither of an order nor where to look for one. */
  const others = ({ replies }: Rush) =>
    replies.flatMap((reply) => (reply?.status === 201 || reply?.status === 202 ? [] : [reply?.text ?? 'nothing']));

  test('loses a node of actors to kill -9, and no shopper hears of it', async () => {
    const rushed = await rush(() => spare.kill());
    expect(others(rushed)).toEqual([]);
    await expectAgreement(rushed);
  });

  test('is joined by a node that the platform drains again under load, and no shopper hears of it', async () => {
    const root = await logInToPlatform(cluster.gateway);
    const rushed = await rush(async () => {
      const young = await cluster.addActors();
      await cluster.sees(4);
      const { items } = await root.get<OpsActions['ops.nodes']['result']>('/ops/nodes');
      const { id } = items.find((node) => node.id.includes(`-${young.pid}-`)) as NodePage;
      await root.post(`/ops/nodes/${id}/drain`);
      expect(await young.ended).toBe(0);
    });
    expect(others(rushed)).toEqual([]);
    await expectAgreement(rushed);
  });

  test('shows ops all of its nodes through any gateway, and what each of them knows', async () => {
    const ops = await logIn(cluster.guest, 'ops@demo.example');
    const { items, silent } = await ops.get<OpsActions['ops.nodes']['result']>('/ops/nodes');
    expect([items.length, silent]).toEqual([3, undefined]);
    expect(items.filter(({ areas }) => areas.includes('orders'))).toHaveLength(2);
    const owners = items.filter(({ partitions }) => partitions > 0);
    expect(owners).toHaveLength(2);
    const [first] = sold as [Bought];
    const actor = await ops.get<ActorPage>(`/ops/actors/order/${first.id}`);
    expect(actor).toMatchObject({ type: 'order', id: first.id });
    const { consumers } = await ops.get<OpsActions['ops.feed']['result']>('/ops/feed?consumer=flow-order');
    expect(new Set(consumers.map(({ partition }) => partition)).size).toBe(consumers.length);
    expect(consumers.filter(({ partition }) => partition.startsWith('orders/'))).toHaveLength(16);
  });

  test('has a node that is frozen and comes back: it can neither write nor answer for the others', async () => {
    const zombie = await cluster.addActors();
    await cluster.sees(4);
    const rushed = await rush(async () => {
      zombie.signal('SIGSTOP');
      await pause(10_000);
      zombie.signal('SIGCONT');
    });
    expect(others(rushed)).toEqual([]);
    await expectAgreement(rushed);
    expect(await zombie.stop()).toBe(0);
  });

  test('goes on when NATS was away', async () => {
    const { servers } = cluster;
    const rushed = await rush(async () => {
      await servers.kill('nats');
      await servers.restart();
    });
    await expectAgreement(rushed);
  });

  test('goes on when MongoDB was killed', async () => {
    const { servers } = cluster;
    const rushed = await rush(async () => {
      await servers.kill('mongo');
      await servers.restart();
    });
    await expectAgreement(rushed);
  });

  test('loses a gateway: whoever asked there asks another one with the same key', async () => {
    const second = await cluster.addGateway();
    const there = visitor(second.url);
    const checkouts = await fillCarts(there, cluster.wares, crowd, ['ok']);
    const moved = checkouts.map(({ basket, ...checkout }) => ({
      ...checkout,
      basket: { ...basket, visitor: cluster.guest.with({ 'souk-token': basket.token ?? '' }) },
    }));
    const tries = checkouts.map(attempt);
    await Promise.race(tries);
    await second.kill();
    await Promise.all(tries);
    await expectAgreement({ checkouts: moved });
  });
});
