import { setTimeout as pause } from 'node:timers/promises';
import type { Cart } from '../../actors/carts/contract.ts';
import type { TenantRole } from '../../actors/runtime/contract.ts';
import { visit } from '../../actors/runtime/door.ts';
import { type Asking, askingAs } from '../../cli/asking.ts';
import { logIn, register } from '../journeys/market.given.ts';
import { openMarket } from '../journeys/things.given.ts';
import { freshKey, type Visitor, visitor } from '../journeys/visitor.ts';
import { Pool } from './pool.ts';
import type { Field } from './request.ts';

/** One tenant. Its name stands in every text of it, so that no answer to the other may hold it. */
export type Side = {
  readonly tenant: string;
  readonly pool: Pool;
  /** The header fields that make a request theirs. */
  people: Readonly<Record<string, readonly Field[]>>;
};

/** A Souk with two tenants, and what is known of both. */
export type Town = {
  readonly port: number;
  readonly sides: readonly [Side, Side];
  root: readonly Field[];
  /** New people with new sessions and new things in both: what was closed, erased or has expired does not matter any more. */
  renew(): Promise<void>;
  close(): void;
};

export const tenantNames = ['quillhaven', 'mossgrave'] as const;
const password = 'correct horse battery';

type Place = { readonly port: number; readonly directory: string };

export async function openTown({ port, directory }: Place): Promise<Town> {
  const door = await visit(directory);
  if (!door) throw new Error(`no Souk runs on ${directory}`);
  const asking = (tenant: string): Asking => askingAs(door, tenant);
  for (const tenant of [...tenantNames, 'spare']) {
    await asking(tenant)(
      'tenants.open',
      { id: tenant, name: tenant, currency: 'GBP', plan: 'enterprise' },
      'fuzz:open',
    );
  }
  const sideOf = (tenant: string): Side => ({ tenant, pool: new Pool(), people: {} });
  const [one, other] = tenantNames;
  const sides = [sideOf(one), sideOf(other)] as const;
  let round = 0;
  const town: Town = {
    port,
    sides,
    root: [],
    renew: async () => {
      round += 1;
      town.root = fieldsOf(
        await person(asking('platform'), visitorOf(port, 'platform'), `root-${round}`, ['platform', 'ops']),
      );
      for (const side of sides) await renewSide(side, asking(side.tenant), port, round);
    },
    close: () => door.close(),
  };
  return town;
}

/** From an address of its own, so that nobody's failed log-ins count against it. */
function visitorOf(port: number, tenant: string, pool?: Pool): Visitor {
  const fields = { 'souk-tenant': tenant, 'x-forwarded-for': '192.0.2.1' };
  return patient(visitor(`http://127.0.0.1:${port}`, fields, (_, __, { text }) => pool?.learn(text)));
}

const mostTries = 10;
const againMs = 1_000;

/** On a machine that is busy a Souk that is being fuzzed may not be ready in time: then the same thing is asked again. */
function patient(guest: Visitor): Visitor {
  const post = async <Body>(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const key = { ...freshKey(), ...headers };
    for (let tries = 1; ; tries += 1) {
      const { status, text, body: answer } = await guest.ask<Body>('POST', path, { body, headers: key });
      if (status < 300) return answer;
      if (status !== 503 || tries === mostTries) throw new Error(`POST ${path} was answered with ${status}: ${text}`);
      await pause(againMs);
    }
  };
  return { ...guest, post, with: (headers) => patient(guest.with(headers)) };
}

async function person(ask: Asking, guest: Visitor, name: string, roles: readonly TenantRole[]): Promise<string> {
  const email = `${name}@people.example`;
  await ask('customers.provision', { email, password, name, roles }, `fuzz:${name}`);
  return (await logIn(guest, email, password)).session.accessToken;
}

const fieldsOf = (token: string): readonly Field[] => [['Authorization', `Bearer ${token}`]];

async function renewSide(side: Side, ask: Asking, port: number, round: number): Promise<void> {
  const { tenant, pool } = side;
  const guest = visitorOf(port, tenant, pool);
  const name = `${tenant}-${round}`;
  const staff = async (role: TenantRole): Promise<string> => person(ask, guest, `${role}-${name}`, [role]);
  const operator = await staff('operator');
  const market = await openMarket(guest, guest.with({ authorization: `Bearer ${operator}` }), name);
  const shopper = fieldsOf(market.shopper.session.accessToken);
  const leaver = await register(guest, `leaver-${name}@home.example`);
  pool.add('leavers', leaver.account.id);
  const [cartToken, orderToken] = [market.guestBasket.token ?? '', market.guestOrder.token ?? ''];
  for (const [word, id] of Object.entries(market.things)) pool.add(word, id);
  side.people = {
    guest: [],
    'holder of a cart': [['Souk-Token', cartToken]],
    'holder of an order': [['Souk-Token', orderToken]],
    shopper,
    owner: fieldsOf(market.shop.owner.session.accessToken),
    operator: fieldsOf(operator),
    ops: fieldsOf(await staff('ops')),
    analyst: fieldsOf(await staff('analyst')),
    leaver: fieldsOf(leaver.session.accessToken),
  };
  const saw = (who: string, { id, total }: Cart): void =>
    pool.sawCart({ id, total, isEmpty: false, fields: side.people[who] ?? [], who });
  saw('shopper', market.basket.cart);
  saw('holder of a cart', market.guestBasket.cart);
}
