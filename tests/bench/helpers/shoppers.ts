import { offer } from '../kit/helper.ts';
import { Connection, type Reply } from '../kit/http.ts';
import { type Cart, Shopper } from '../kit/shopper.ts';

export type Street = { readonly port: number; readonly tenant: string; readonly skus: readonly string[] };

/** What a crowd of shoppers saw; times in milliseconds. */
export type Trade = {
  readonly confirmed: number;
  readonly seconds: number;
  readonly cart: readonly number[];
  readonly line: readonly number[];
  readonly order: readonly number[];
  /** Every other outcome, and how often. */
  readonly otherwise: Readonly<Record<string, number>>;
};

export type Rush = {
  /** From the first request to the last answer. */
  readonly ms: number;
  /** `201 confirmed`, `409 OUT_OF_STOCK`, ... and how often. */
  readonly outcomes: Readonly<Record<string, number>>;
};

type Times = { readonly cart: number[]; readonly line: number[]; readonly order: number[] };

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** `201 confirmed`, `409 OUT_OF_STOCK`. */
function outcomeOf({ status, body }: Reply): string {
  const { code, status: state } = JSON.parse(body) as { code?: string; status?: string | number };
  return `${status} ${code ?? state}`;
}

const arrive = async ({ port, tenant }: Street): Promise<Shopper> => new Shopper(await Connection.open(port), tenant);
const all = <Item>(size: number, make: (place: number) => Promise<Item>): Promise<Item[]> =>
  Promise.all(Array.from({ length: size }, (_, place) => make(place)));

async function timed<Result>(times: number[], work: Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work;
  times.push(performance.now() - begun);
  return result;
}

async function buyOne(shopper: Shopper, sku: string, times: Times): Promise<string> {
  const cart = await timed(times.cart, shopper.takeCart());
  await timed(times.line, shopper.putLine(cart, sku));
  return outcomeOf(await timed(times.order, shopper.order(cart)));
}

let queue: { readonly shopper: Shopper; readonly cart: Cart }[] = [];

const skills = {
  /** Shoppers who buy one thing after another, each from a cart of its own. */
  buy: async (street: Street, shoppers: number, seconds: number): Promise<Trade> => {
    const times: Times = { cart: [], line: [], order: [] };
    const outcomes: Record<string, number> = {};
    const crowd = await all(shoppers, () => arrive(street));
    const begun = performance.now();
    let bought = 0;
    await all(shoppers, async (place) => {
      const shopper = crowd[place] as Shopper;
      while (performance.now() - begun < seconds * 1_000) {
        bought += 1;
        count(outcomes, await buyOne(shopper, street.skus[(bought * 7) % street.skus.length] as string, times));
      }
      shopper.leave();
    });
    const { '201 confirmed': confirmed = 0, ...otherwise } = outcomes;
    return { confirmed, otherwise, seconds: (performance.now() - begun) / 1_000, ...times };
  },
  /** One shopper who comes, buys one thing and leaves. */
  buyOnce: async (street: Street): Promise<string> => {
    const shopper = await arrive(street);
    const outcome = await buyOne(shopper, street.skus[0] as string, { cart: [], line: [], order: [] });
    shopper.leave();
    return outcome;
  },
  /** Shoppers with a full cart each, before the doors open. */
  queue: async (street: Street, shoppers: number): Promise<void> => {
    const [sku] = street.skus;
    queue = await all(shoppers, async () => {
      const shopper = await arrive(street);
      const cart = await shopper.takeCart();
      await shopper.putLine(cart, sku as string);
      return { shopper, cart };
    });
  },
  /** All of them order at once. */
  rush: async (): Promise<Rush> => {
    const outcomes: Record<string, number> = {};
    const begun = performance.now();
    const replies = await Promise.all(queue.map(({ shopper, cart }) => shopper.order(cart)));
    const ms = performance.now() - begun;
    for (const reply of replies) count(outcomes, outcomeOf(reply));
    for (const { shopper } of queue) shopper.leave();
    return { ms, outcomes };
  },
};

export type Shoppers = typeof skills;

offer(skills);
