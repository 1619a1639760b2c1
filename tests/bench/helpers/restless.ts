import { offer } from '../kit/helper.ts';
import { Connection } from '../kit/http.ts';

export type Street = { readonly port: number; readonly tenant: string; readonly skus: readonly string[] };

/** What callers saw since they were asked last. */
export type Seen = { readonly answers: number; readonly longestMs: number; readonly otherwise: readonly string[] };

const mostTold = 20;
let answers = 0;
let longestMs = 0;
let otherwise: string[] = [];
let isOver = false;
let callers: Promise<unknown> = Promise.resolve();

/** Changes its cart again and again, and asks nothing twice. */
async function shop({ port, tenant, skus }: Street, number: number): Promise<void> {
  const connection = await Connection.open(port);
  const fields = { 'Souk-Tenant': tenant };
  const cart = JSON.parse((await connection.request('POST', '/v1/carts', fields)).body) as {
    id: string;
    token: string;
  };
  for (let turn = number; !isOver; turn += 1) {
    const sku = skus[turn % skus.length] as string;
    const path = `/v1/carts/${cart.id}/lines/${sku}`;
    const begun = performance.now();
    const { status, body } = await connection.request(
      'PUT',
      path,
      { ...fields, 'Souk-Token': cart.token },
      { quantity: 1 + (turn % 3) },
    );
    longestMs = Math.max(longestMs, performance.now() - begun);
    answers += 1;
    if (status !== 200 && otherwise.length < mostTold) otherwise.push(`${status} ${body.slice(0, 200)}`);
  }
  connection.close();
}

const skills = {
  begin: async (street: Street, count: number): Promise<void> => {
    callers = Promise.all(Array.from({ length: count }, (_, number) => shop(street, number)));
    callers.catch((error: unknown) => otherwise.push(String(error)));
  },
  /** Since this was asked last. */
  seen: (): Seen => {
    const seen = { answers, longestMs, otherwise };
    [answers, longestMs, otherwise] = [0, 0, []];
    return seen;
  },
  end: async (): Promise<void> => {
    isOver = true;
    await callers;
  },
};

export type Restless = typeof skills;

offer(skills);
