import type { Chance } from '../chance.ts';
import type { Side, Town } from '../town.ts';

const together = 12;

/** Changes what sockets look at: stock of every tenant, and a cart here and there. */
export async function stir({ port, sides }: Town, chance: Chance): Promise<void> {
  const changes = Array.from({ length: together }, () => change(port, chance.pick(sides), chance));
  await Promise.all(changes);
}

async function change(port: number, { tenant, pool, people }: Side, chance: Chance): Promise<void> {
  const cart = pool.carts.length > 0 && chance.is(0.3) ? chance.pick(pool.carts) : undefined;
  const sku = chance.is(0.5) ? pool.latest('inventory') : pool.any('inventory', chance);
  const url = `http://127.0.0.1:${port}/v1`;
  const quantity = chance.between(1, 9);
  const [method, place, fields] = cart
    ? (['PUT', `carts/${cart.id}/lines/${sku}`, cart.fields] as const)
    : (['POST', `inventory/${sku}/receive`, people.operator ?? []] as const);
  const headers = { 'content-type': 'application/json', 'souk-tenant': tenant, ...Object.fromEntries(fields) };
  const sent = fetch(`${url}/${place}`, { method, headers, body: JSON.stringify({ quantity }) });
  // Nobody waits for it: what it changes is heard, or it is not.
  await sent.then(
    (response) => response.body?.cancel(),
    () => undefined,
  );
}
