import type { Chance } from '../chance.ts';
import { nastyText, nastyValue } from '../nasty.ts';
import type { Side } from '../town.ts';
import { type Told, tokenOf } from './script.ts';

/** Something to say that is well formed, whatever it means. */
export type Message = {
  readonly event: string;
  readonly message: readonly unknown[];
  /** The channel is the other tenant's: no `ok` may come. */
  readonly isForged?: true;
};

const kindsOfChannels: Readonly<Record<string, string>> = {
  stock: 'inventory',
  order: 'orders',
  cart: 'carts',
  'vendor-orders': 'vendors',
  'vendor-fulfilments': 'vendors',
  'vendor-stock': 'vendors',
};

function channelOf(side: Side, chance: Chance): string {
  const word = chance.pick([...Object.keys(kindsOfChannels), 'catalog']);
  const known = kindsOfChannels[word];
  if (known === undefined) return word;
  const id = chance.is(0.4) ? side.pool.latest(known) : side.pool.any(known, chance);
  return `${word}:${id ?? 'none'}`;
}

const oddChannels: readonly string[] = [
  ...['', ':', 'stock', 'stock:', ':x', 'catalog:', 'catalog:x', 'stock:x:y', 'stock:\u0000', 'STOCK:x', '__proto__'],
  ...['toString:x', 'constructor:x', 'order:../x', 'order:*', 'order:%', 'slow', 'stock:a b', 'vendor-orders'],
  ...[
    'catalog#0',
    'stock:é',
    'platform/order:x',
    `stock:${'x'.repeat(128)}`,
    `stock:${'x'.repeat(129)}`,
    'x'.repeat(4_097),
  ],
];

const sinceOf = (chance: Chance): unknown =>
  chance.pick<unknown>(['1', '2', '0', '-1', 1, null, [], {}, '9'.repeat(400), '', 'NaN', nastyText(chance), true]);

function oddMessage(chance: Chance): readonly unknown[] {
  const channel = chance.pick<unknown>([chance.pick(oddChannels), nastyText(chance), nastyValue(chance)]);
  return chance.pick<readonly unknown[]>([
    [{ channel, since: sinceOf(chance), token: nastyValue(chance) }],
    ...[[{ channel }], [channel], [null], [[]], [[channel]], [{}], [{ channel: { channel } }]],
    ...[[{ channel: 'catalog', more: nastyValue(chance) }, nastyValue(chance)], []],
  ]);
}

const otherEvents: readonly string[] = [
  ...[
    'frame',
    'digest',
    'resync',
    'nothing',
    '__proto__',
    'constructor',
    'toString',
    '',
    'newListener',
    'disconnecting',
  ],
];

type Saying = (told: Told) => Message;

const secretOf = ({ pool }: Side, chance: Chance, share: number): object =>
  chance.is(share) ? { token: pool.any('token', chance) ?? 'x' } : {};

const since = (chance: Chance): object => (chance.is(0.3) ? { since: sinceOf(chance) } : {});

const sayings: Readonly<Record<string, readonly [weight: number, saying: Saying]>> = {
  subscribe: [
    10,
    ({ side, chance }) => ({
      event: 'subscribe',
      message: [{ channel: channelOf(side, chance), ...secretOf(side, chance, 0.4), ...since(chance) }],
    }),
  ],
  forged: [
    5,
    ({ other, chance }) => {
      const channel = channelOf(other, chance);
      const isPublic = /^(catalog|stock)/.test(channel);
      const message = [{ channel, ...secretOf(other, chance, 0.5), ...since(chance) }];
      return { event: 'subscribe', message, ...(!isPublic && { isForged: true }) };
    },
  ],
  oddly: [6, ({ chance }) => ({ event: 'subscribe', message: oddMessage(chance) })],
  unsubscribe: [
    4,
    ({ side, chance }) => ({
      event: 'unsubscribe',
      message: chance.is(0.8) ? [{ channel: channelOf(side, chance) }] : oddMessage(chance),
    }),
  ],
  authenticate: [
    1.5,
    ({ side, other, chance }) => {
      const tokens = [tokenOf(side, 'shopper'), tokenOf(side, 'owner'), tokenOf(other, 'operator'), '', 'a.b.c', 7];
      return { event: 'authenticate', message: [{ token: chance.pick<unknown>(tokens) }] };
    },
  ],
  elsewhere: [2, ({ chance }) => ({ event: chance.pick(otherEvents), message: oddMessage(chance) })],
};

const weights = Object.fromEntries(Object.entries(sayings).map(([name, [weight]]) => [name, weight]));

export const messageOf: Saying = (told) => (sayings[told.chance.weighted(weights)] as [number, Saying])[1](told);
