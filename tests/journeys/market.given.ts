import type { Cart } from '../../actors/carts/contract.ts';
import type { Product } from '../../actors/catalog/contract.ts';
import type { Account, Address } from '../../actors/customers/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import type { Vendor } from '../../actors/vendors/contract.ts';
import { demoPassword } from '../../cli/demo/shop.ts';
import { eventually } from './eventually.ts';
import { freshKey, type Reply, type Sent, type Visitor } from './visitor.ts';

/** What a log-in gives over HTTP. */
export type LogIn = {
  readonly account: Account;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
};

export type Person = Visitor & { readonly account: Account; readonly session: LogIn };

const asPerson = (visitor: Visitor, session: LogIn): Person => ({
  ...visitor.with({ authorization: `Bearer ${session.accessToken}` }),
  account: session.account,
  session,
});

export const logIn = async (visitor: Visitor, email: string, password = demoPassword): Promise<Person> =>
  asPerson(visitor, await visitor.post<LogIn>('/auth/login', { email, password }));

export const register = async (visitor: Visitor, email: string, name?: string): Promise<Person> =>
  asPerson(
    visitor,
    await visitor.post<LogIn>('/auth/register', { email, password: demoPassword, ...(name && { name }) }),
  );

export type Shop = { readonly vendor: Vendor; readonly owner: Person };

/** Somebody applies and the operator approves. */
export async function openShop(operator: Visitor, owner: Person, name: string): Promise<Shop> {
  const applied = await owner.post<Vendor>('/vendors', { name });
  const vendor = await operator.post<Vendor>(`/vendors/${applied.id}/approve`, {});
  return { vendor, owner };
}

export type Ware = { readonly product: Product; readonly sku: string; readonly price: number };

/** A published product of one variant with so many units. */
export async function stockWare({ vendor, owner }: Shop, title: string, price: number, units: number): Promise<Ware> {
  const variants = [{ prices: { GBP: price } }];
  const { id } = await owner.post<Product>('/products', { vendorId: vendor.id, title, variants });
  const product = await owner.post<Product>(`/products/${id}/publish`);
  const sku = product.variants[0]?.sku ?? '';
  if (units > 0) await owner.post(`/inventory/${sku}/receive`, { quantity: units });
  return { product, sku, price };
}

export const somewhere: Address = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};

/** Somebody with a cart: whoever has no account carries its secret. */
export type Basket = { readonly visitor: Visitor; readonly cart: Cart; readonly token?: string };

export type Wanted = Readonly<Record<string, number>>;

export async function fillCart(visitor: Visitor, wanted: Wanted): Promise<Basket> {
  const { token, ...empty } = await visitor.post<Cart & { token?: string }>('/carts');
  const holder = token === undefined ? visitor : visitor.with({ 'souk-token': token });
  let cart: Cart = empty;
  for (const [sku, quantity] of Object.entries(wanted)) {
    cart = await holder.put<Cart>(`/carts/${cart.id}/lines/${sku}`, { quantity });
  }
  return { visitor: holder, cart, ...(token !== undefined && { token }) };
}

/** Over HTTP a guest's order comes with its secret. */
export type Bought = Order & { readonly token?: string };

export type Paying = { readonly token?: string; readonly email?: string; readonly headers?: Sent['headers'] };

export const orderBody = ({ id, total }: Cart, { token = 'ok', email = 'ada@example.org' }: Paying = {}): object => ({
  cartId: id,
  expectedTotal: total,
  email,
  shippingAddress: somewhere,
  payment: { provider: 'sandbox', method: 'card', token },
});

/** Whatever Souk answers. */
export const checkOut = ({ visitor, cart }: Basket, paying: Paying = {}): Promise<Reply<Bought>> =>
  visitor.ask<Bought>('POST', '/orders', {
    body: orderBody(cart, paying),
    headers: { ...freshKey(), ...paying.headers },
  });

/** A confirmed order, or an error that says what came instead. Who hears that it is undecided yet asks again. */
export async function buy(visitor: Visitor, wanted: Wanted, paying: Paying = {}): Promise<Bought> {
  const basket = await fillCart(visitor, wanted);
  const headers = { ...freshKey(), ...paying.headers };
  const { status, text, body } = await eventually('the order is decided', async () => {
    const reply = await checkOut(basket, { ...paying, headers });
    return reply.status !== 202 && reply;
  });
  if (status !== 201) throw new Error(`an order was answered with ${status}: ${text}`);
  return body;
}
