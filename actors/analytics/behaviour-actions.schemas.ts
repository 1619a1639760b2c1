import Joi from 'joi';
import { type Access, type Contract, internal } from '../runtime/contract.ts';
import { shape } from '../runtime/schemas.ts';
import { asked, limit, period, refused } from './asked.schemas.ts';
import {
  type CartItem,
  cartItem,
  type FunnelItem,
  funnelItem,
  type SearchItem,
  searchItem,
  strays,
  type ViewItem,
  viewItem,
} from './behaviour.schemas.ts';
import type { AnalyticsActions } from './contract.ts';
import { exampleSpan } from './examples.schemas.ts';
import { count } from './report.schemas.ts';
import { compared, list } from './results.schemas.ts';

type BehaviourAction =
  | 'analytics.collect'
  | 'analytics.funnel'
  | 'analytics.searches'
  | 'analytics.views'
  | 'analytics.carts';
type ParamsOf<Name extends BehaviourAction> = AnalyticsActions[Name]['params'];
type ResultOf<Name extends BehaviourAction> = AnalyticsActions[Name]['result'];

const everyones: Access = { all: ['operator', 'analyst'], own: ['owner', 'manager', 'viewer'] };
const tenants: Access = { all: ['operator', 'analyst'] };

const funnel: FunnelItem = { key: 'mobile', viewed: 400, added: 120, checkout: 60, paid: 42, conversion: 1_050 };
const search: SearchItem = {
  ...{ query: 'stoneware mug', searches: 40, withoutResult: 2, clicks: 31 },
  ...{ clickPosition: 240, bought: 6 },
};
const view: ViewItem = {
  ...{ productId: 'prod_4k1v9q0m2x7c8r5t6w3z', views: 180, adds: 40 },
  ...{ orders: 12, units: 15, viewToSale: 667 },
};
const cart: CartItem = {
  ...{ currency: 'GBP', carts: 60, checkedOut: 42, abandoned: 15, abandonedWorth: 41_200 },
  ...{ open: 3, openWorth: 7_900, abandonment: 2_632 },
};

/** What visitors do, and what becomes of it. */
export const behaviourActions: Pick<Contract<AnalyticsActions>['actions'], BehaviourAction> = {
  'analytics.collect': {
    summary: 'Takes what a browser tells of its visitor',
    access: internal,
    params: shape<ParamsOf<'analytics.collect'>>({
      visits: Joi.array().items(Joi.any()).max(100).required(),
      address: Joi.string().max(100).required(),
      agent: Joi.string().allow('').max(1_000).required(),
    }),
    result: shape<ResultOf<'analytics.collect'>>({ taken: count(), dropped: count(), refused: count() }),
  },
  'analytics.funnel': {
    summary: 'How many visitors viewed, added, checked out and paid, in that order',
    rest: 'GET /analytics/funnel',
    access: tenants,
    refusals: refused,
    params: shape<ParamsOf<'analytics.funnel'>>({
      ...period,
      by: Joi.string().valid('source', 'device', 'product'),
      within: Joi.string().valid('session', 'week'),
    }),
    result: shape<ResultOf<'analytics.funnel'>>(compared({ items: list(funnelItem()), strays: strays().required() })),
    table: 'items',
    example: {
      params: { by: 'device' },
      result: { ...exampleSpan, items: [funnel], strays: { bots: 31, refused: 0 } },
    },
  },
  'analytics.searches': {
    summary: 'What was searched most, with what result, and what was bought of it',
    rest: 'GET /analytics/searches',
    access: tenants,
    refusals: refused,
    params: shape<ParamsOf<'analytics.searches'>>({ ...period, limit: limit(1_000) }),
    result: shape<ResultOf<'analytics.searches'>>(compared({ items: list(searchItem()) })),
    table: 'items',
    example: { params: { limit: 10 }, result: { ...exampleSpan, items: [search] } },
  },
  'analytics.views': {
    summary: 'The products that were looked at most, and what was sold of them',
    rest: 'GET /analytics/views',
    access: everyones,
    refusals: refused,
    params: shape<ParamsOf<'analytics.views'>>({ ...asked, limit: limit(1_000) }),
    result: shape<ResultOf<'analytics.views'>>(compared({ items: list(viewItem()) })),
    table: 'items',
    example: { params: { limit: 10 }, result: { ...exampleSpan, items: [view] } },
  },
  'analytics.carts': {
    summary: 'Carts that were checked out, abandoned or are open, and what lies in them',
    rest: 'GET /analytics/carts',
    access: tenants,
    refusals: refused,
    params: shape<ParamsOf<'analytics.carts'>>(period),
    result: shape<ResultOf<'analytics.carts'>>(compared({ items: list(cartItem()) })),
    table: 'items',
    example: { params: {}, result: { ...exampleSpan, items: [cart] } },
  },
};
