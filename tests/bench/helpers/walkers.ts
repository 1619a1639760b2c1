import { offer } from '../kit/helper.ts';
import { Connection } from '../kit/http.ts';
import { Shopper } from '../kit/shopper.ts';
import type { SmallShop } from '../kit/shops.ts';

/** Far enough apart that one after the other is another tenant's, and all come in turn. */
const stride = 7_919;
let asked = 0;

/** Milliseconds of each turn of so many who come back again and again. */
async function repeat(
  callers: number,
  seconds: number,
  port: number,
  turn: (connection: Connection) => Promise<number>,
): Promise<readonly number[]> {
  const times: number[] = [];
  const begun = performance.now();
  const caller = async () => {
    const connection = await Connection.open(port);
    while (performance.now() - begun < seconds * 1_000) times.push(await turn(connection));
    connection.close();
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return times;
}

function next(shops: readonly SmallShop[]): SmallShop {
  asked += 1;
  return shops[(asked * stride) % shops.length] as SmallShop;
}

const skills = {
  /** Lists that nobody has asked for before: no ready answer is there. */
  look: (port: number, shops: readonly SmallShop[], callers: number, seconds: number): Promise<readonly number[]> =>
    repeat(callers, seconds, port, async (connection) => {
      const { tenant } = next(shops);
      const begun = performance.now();
      const path = `/v1/products?maxPrice=${1_000_000 + asked}`;
      const { status, body } = await connection.request('GET', path, { 'Souk-Tenant': tenant });
      if (status !== 200) throw new Error(`no list: ${status} ${body}`);
      return performance.now() - begun;
    }),
  /** Orders of one thing each; the time is that of `POST /orders`. */
  buy: (port: number, shops: readonly SmallShop[], callers: number, seconds: number): Promise<readonly number[]> =>
    repeat(callers, seconds, port, async (connection) => {
      const { tenant, skus } = next(shops);
      const shopper = new Shopper(connection, tenant);
      const cart = await shopper.takeCart();
      await shopper.putLine(cart, skus[asked % skus.length] as string);
      const begun = performance.now();
      const { status, body } = await shopper.order(cart);
      if (status !== 201 && status !== 202) throw new Error(`no order: ${status} ${body}`);
      return performance.now() - begun;
    }),
};

export type Walkers = typeof skills;

offer(skills);
