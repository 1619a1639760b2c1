import type { Connection, Reply } from './http.ts';
import { currency, pence } from './shop.ts';

export type Cart = { readonly id: string; readonly token: string };

const shippingAddress = { name: 'Sam Shopper', line1: '1 Harbour Road', city: 'Leith', postcode: 'EH6', country: 'GB' };
let keys = 0;

/** A guest of one tenant over one connection. */
export class Shopper {
  readonly #connection: Connection;
  readonly #fields: Readonly<Record<string, string>>;

  constructor(connection: Connection, tenant: string) {
    this.#connection = connection;
    this.#fields = { 'Souk-Tenant': tenant };
  }

  async takeCart(): Promise<Cart> {
    const reply = await this.#connection.request('POST', '/v1/carts', this.#fields, {});
    if (reply.status !== 201) throw new Error(`no cart: ${reply.status} ${reply.body}`);
    return JSON.parse(reply.body) as Cart;
  }

  async putLine({ id, token }: Cart, sku: string): Promise<void> {
    const fields = { ...this.#fields, 'Souk-Token': token };
    const reply = await this.#connection.request('PUT', `/v1/carts/${id}/lines/${sku}`, fields, { quantity: 1 });
    if (reply.status !== 200) throw new Error(`no line: ${reply.status} ${reply.body}`);
  }

  order({ id, token }: Cart): Promise<Reply> {
    keys += 1;
    const fields = { ...this.#fields, 'Souk-Token': token, 'Idempotency-Key': `bench-${process.pid}-${keys}` };
    return this.#connection.request('POST', '/v1/orders', fields, {
      cartId: id,
      expectedTotal: { amount: pence, currency },
      email: 'sam@bench.example',
      shippingAddress,
      payment: { provider: 'sandbox', token: 'ok' },
    });
  }

  leave(): void {
    this.#connection.close();
  }
}
