import { expect } from '@jest/globals';
import type { Bought } from '../market.given.ts';
import { attempt, type Checkout, expectBalanced, fillCarts, insist } from '../rush.given.ts';
import type { Reply } from '../visitor.ts';
import { type GivenCluster, received } from './cluster.given.ts';

/** Those who pay in a rush, each once. */
export const crowd = 60;

/** Of those who pay so many at once, and what happens meanwhile. */
export type Rush = {
  readonly checkouts: readonly Checkout[];
  readonly replies: readonly (Reply<Bought> | undefined)[];
};

/** Crowds at a cluster, and all that they ever bought there. */
export class Crowd {
  readonly #cluster: GivenCluster;
  readonly sold: Bought[] = [];

  constructor(cluster: GivenCluster) {
    this.#cluster = cluster;
  }

  /** The crowd pays, everybody once; after the first answers something happens. */
  async rush(happens: () => Promise<unknown>): Promise<Rush> {
    const checkouts = await fillCarts(this.#cluster.guest, this.#cluster.wares, crowd, ['ok']);
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
  async expectAgreement(checkouts: readonly Checkout[]): Promise<void> {
    const replies = await Promise.all(checkouts.map(insist));
    expect(replies.filter(({ status }) => status !== 201).map(({ text }) => text)).toEqual([]);
    this.sold.push(...replies.map(({ body }) => body));
    expect(new Set(this.sold.map(({ number }) => number)).size).toBe(this.sold.length);
    const { operator, shop, wares } = this.#cluster;
    await expectBalanced(operator, shop, wares, received, this.sold);
  }
}

/** What was told to those who were told neither of an order nor where to look for one. */
export const others = ({ replies }: Pick<Rush, 'replies'>): string[] =>
  replies.flatMap((reply) => (reply?.status === 201 || reply?.status === 202 ? [] : [reply?.text ?? 'nothing']));
