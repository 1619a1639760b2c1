// What must not compile when an actor calls another. `npm run types` fails when one of these lines does compile.

import { type Actions, flow, view } from '../../actors/registry.ts';
import type { Ctx } from '../../actors/runtime/service.ts';

declare const ctx: Ctx<Actions>;

const sku = 'prod_1-1';

/** What should compile, does. */
const answered = await ctx.call('inventory.available', { sku });
answered.available satisfies number;

// @ts-expect-error a misspelt action
await ctx.call('inventory.availble', { sku });

// @ts-expect-error a wrong parameter
await ctx.call('inventory.available', { sku: 7 });

// @ts-expect-error a parameter that is none
await ctx.call('inventory.available', { sku, colour: 'red' });

// @ts-expect-error a missing parameter
await ctx.call('inventory.reserve', { sku, orderId: 'ord_1' });

// @ts-expect-error an absent field of a result
answered.avalable;

flow({
  name: 'typed',
  from: 'now',
  rows: {
    'orders.placed': {
      ask: {
        // @ts-expect-error a flow asks with wrong parameters
        'inventory.available': () => [{ sku: 7 }],
      },
    },
  },
});

flow({
  name: 'typed',
  from: 'now',
  rows: {
    // @ts-expect-error a misspelt event
    'orders.plced': {},
  },
});

flow({
  name: 'typed',
  from: 'now',
  rows: {
    'orders.placed': {
      answered: {
        // @ts-expect-error a tell to nobody
        'orders.fly': () => ({}),
      },
    },
  },
});

view({
  name: 'typed',
  version: 1,
  indexes: {},
  on: {
    // @ts-expect-error an absent field of an event
    'inventory.received': ({ quanity }) => quanity,
  },
});
