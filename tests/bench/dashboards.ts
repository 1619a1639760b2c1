import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveAnswer } from '../../actors/analytics/contract.ts';
import { type Conditions, some } from './bench.ts';
import type { Shoppers, Street } from './helpers/shoppers.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { Connection, type Fields } from './kit/http.ts';
import { LiveSocket } from './kit/live-socket.ts';
import { openShop, operator } from './kit/shop.ts';
import { startSouk } from './kit/souk.ts';
import { growthRow, type Pair, quantile, type Row, within } from './row.ts';

const dashboards = 20;
const shoppers = 32;
const rounds = 2;
const lookEveryMs = 5;
const longestMs = 60_000;
/** Orders come at any moment of a second, and not in step with it. */
const pauseMs = 137;

/** What a page of figures asks when it is opened; after that it only listens. */
const opening = ['sales?by=time', 'sales?by=vendor', 'products', 'vendors', 'payments', 'carts'];

/** All of them are one person: too many sessions of one end each other. */
type Office = Street & { readonly token: string };

async function logIn({ port, tenant }: Street): Promise<string> {
  const connection = await Connection.open(port);
  const { body } = await connection.request('POST', '/v1/auth/login', { 'Souk-Tenant': tenant }, operator);
  connection.close();
  return (JSON.parse(body) as { readonly accessToken: string }).accessToken;
}

/** Somebody who looks at figures: a connection, and a socket that tells how many orders the last frame shows. */
class Analyst {
  readonly #connection: Connection;
  readonly #fields: Fields;
  readonly #token: string;
  #socket: LiveSocket | undefined;
  #shown = 0;
  #wait: { readonly orders: number; readonly resolve: () => void } | undefined;

  private constructor(connection: Connection, token: string) {
    this.#connection = connection;
    this.#token = token;
    this.#fields = { Authorization: `Bearer ${token}` };
  }

  static arrive = async ({ port, token }: Office): Promise<Analyst> => new Analyst(await Connection.open(port), token);

  async follow({ port, tenant }: Office): Promise<void> {
    this.#socket = await LiveSocket.open(port, { token: this.#token, tenant }, (frame) => {
      if ('state' in frame) this.#see(ordersIn(frame.state as LiveAnswer));
    });
    const { state } = await this.#socket.subscribe({ channel: 'analytics:tenant' });
    this.#see(ordersIn(state as LiveAnswer));
  }

  /** Resolves once a frame has shown so many orders. */
  sees(orders: number): Promise<void> {
    if (this.#shown >= orders) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wait = { orders, resolve };
    });
  }

  /** Undefined: analytics have not begun. */
  async orders(): Promise<number | undefined> {
    const { status, body } = await this.ask('live');
    return status === 200 ? ordersIn(JSON.parse(body) as LiveAnswer) : undefined;
  }

  ask(question: string) {
    return this.#connection.request('GET', `/v1/analytics/${question}`, this.#fields);
  }

  leave(): void {
    this.#socket?.close();
    this.#connection.close();
  }

  #see(orders: number): void {
    this.#shown = orders;
    if (this.#wait && orders >= this.#wait.orders) this.#wait.resolve();
  }
}

const ordersIn = ({ totals }: LiveAnswer): number => totals.reduce((sum, { orders }) => sum + orders, 0);

/** Resolves once an answer has so many orders; 0: once there is an answer. */
async function answers(analyst: Analyst, orders: number): Promise<void> {
  const begun = performance.now();
  while (((await analyst.orders()) ?? -1) < orders) {
    if (performance.now() - begun > longestMs) throw new Error(`${orders} orders are not counted in ${longestMs} ms`);
    await sleep(lookEveryMs);
  }
}

type Lag = { readonly answered: number[]; readonly pushed: number[] };

/** From the moment before the order is placed: more than from its event on. */
async function lagOf(crowd: Helper<Shoppers>, street: Office, many: number): Promise<Lag> {
  const [reader, watcher] = await Promise.all([Analyst.arrive(street), Analyst.arrive(street)]);
  await answers(reader, 0);
  await watcher.follow(street);
  const [answered, pushed]: [number[], number[]] = [[], []];
  for (let round = 0; round < many; round += 1) {
    const before = (await reader.orders()) ?? 0;
    const begun = performance.now();
    const noted = (times: number[]) => () => void times.push(performance.now() - begun);
    const seen = Promise.all([
      answers(reader, before + 1).then(noted(answered)),
      watcher.sees(before + 1).then(noted(pushed)),
    ]);
    await crowd.ask('buyOnce', street);
    await seen;
    await sleep(pauseMs);
  }
  reader.leave();
  watcher.leave();
  return { answered, pushed };
}

async function open(street: Office): Promise<Analyst> {
  const analyst = await Analyst.arrive(street);
  for (const question of opening) await analyst.ask(question);
  await analyst.follow(street);
  return analyst;
}

const orderP99 = async (crowd: Helper<Shoppers>, street: Street, seconds: number): Promise<number> =>
  quantile((await crowd.ask('buy', street, shoppers, seconds)).order, 0.99);

/** Checkouts with pages of figures that are opened and live meanwhile, beside checkouts without. */
async function besides(crowd: Helper<Shoppers>, street: Office, seconds: number): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const baseline = await orderP99(crowd, street, seconds);
    const opened = Promise.all(Array.from({ length: dashboards }, () => open(street)));
    const [ours, analysts] = await Promise.all([orderP99(crowd, street, seconds), opened]);
    for (const analyst of analysts) analyst.leave();
    pairs.push({ ours, baseline });
  }
  return pairs;
}

/** A whole Souk, with figures that people look at while others buy. */
export async function dashboardRows(conditions: Conditions): Promise<Row[]> {
  const { workshop, machine } = conditions;
  const souk = await startSouk(workshop);
  const shop = await openShop(souk.directory, { tenant: 'bench', products: 100, units: 1_000_000 });
  const crowd = startHelper<Shoppers>(workshop, 'shoppers');
  const place = { port: souk.port, tenant: shop.tenant, skus: shop.skus };
  const street = { ...place, token: await logIn(place) };
  const { answered, pushed } = await lagOf(crowd, street, some(conditions, 60, 10));
  const pairs = await besides(crowd, street, some(conditions, 10, 3));
  await Promise.all([souk.stop(), crowd.stop()]);
  return [
    within(machine, 'analytics, from an order to an answer that counts it, p50', 'ms', quantile(answered, 0.5), 300),
    within(machine, 'analytics, from an order to an answer that counts it, p99', 'ms', quantile(answered, 0.99), 1_000),
    within(machine, 'analytics, from an order to a socket that shows it, p50', 'ms', quantile(pushed, 0.5), 300),
    within(machine, 'analytics, from an order to a socket that shows it, p99', 'ms', quantile(pushed, 0.99), 1_000),
    growthRow(`place an order, p99, with ${dashboards} dashboards live`, 'ms', pairs, 1.2),
  ];
}
