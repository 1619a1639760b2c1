import Joi from 'joi';
import { currency, id, shape, text } from '../runtime/schemas.ts';
import { count } from './report.schemas.ts';

export type VisitType =
  | 'viewed'
  | 'listed'
  | 'searched'
  | 'clicked'
  | 'added'
  | 'removed'
  | 'checkout'
  | 'paid'
  | 'vital';

/** What a visitor did in a page: not the truth, but what a browser says. A field that does not apply is empty or 0. */
export type Visit = {
  readonly type: VisitType;
  /** Milliseconds. */
  readonly at: number;
  /** Made by the page, for as long as its tab is open. */
  readonly session: string;
  readonly product: string;
  readonly sku: string;
  readonly order: string;
  readonly query: string;
  readonly results: number;
  /** In a list of results, from 1. */
  readonly position: number;
  /** Of the checkout, or the name of a vital. */
  readonly step: string;
  /** Of a vital: milliseconds, or thousandths of a layout shift. */
  readonly value: number;
  /** Host of the page that led here. */
  readonly source: string;
};

/** Who tells. `secret`: what the visitor's pseudonym is made of, and never kept. */
export type Browser = { readonly secret: string; readonly device: string; readonly isBot: boolean };

/** `taken`: kept, or left out since only some sessions are kept now. `dropped`: more than a tenant may bring in a minute. */
export type Taken = { readonly taken: number; readonly dropped: number };

export type FunnelItem = {
  /** Host that led here, kind of device or product; empty for all, and for those who came by themselves. */
  readonly key: string;
  readonly viewed: number;
  readonly added: number;
  readonly checkout: number;
  readonly paid: number;
  /** Basis points of those who viewed. */
  readonly conversion: number;
};

/** Visits of bots, and rows that could not be counted: in nothing else. */
export type Strays = { readonly bots: number; readonly refused: number };

export type SearchItem = {
  readonly query: string;
  readonly searches: number;
  readonly withoutResult: number;
  readonly clicks: number;
  /** Hundredths of a place; 0 without clicks. */
  readonly clickPosition: number;
  /** Sessions that searched it and paid in the same session. */
  readonly bought: number;
};

export type ViewItem = {
  readonly productId: string;
  readonly views: number;
  readonly adds: number;
  readonly orders: number;
  readonly units: number;
  /** Orders by views, basis points: more than 10 000 where people buy without a look. */
  readonly viewToSale: number;
};

export type CartItem = {
  readonly currency: string;
  /** With a line, last touched in the span. */
  readonly carts: number;
  readonly checkedOut: number;
  /** Not touched for an hour and not checked out. */
  readonly abandoned: number;
  readonly abandonedWorth: number;
  /** Touched within the hour. */
  readonly open: number;
  readonly openWorth: number;
  /** Basis points of the carts that are not open. */
  readonly abandonment: number;
};

export const funnelItem = () =>
  shape<FunnelItem>({
    key: Joi.string().allow('').required(),
    viewed: count(),
    added: count(),
    checkout: count(),
    paid: count(),
    conversion: count(),
  });

export const strays = () => shape<Strays>({ bots: count(), refused: count() });

export const searchItem = () =>
  shape<SearchItem>({
    query: text(100).required(),
    searches: count(),
    withoutResult: count(),
    clicks: count(),
    clickPosition: count(),
    bought: count(),
  });

export const viewItem = () =>
  shape<ViewItem>({
    productId: id().required(),
    views: count(),
    adds: count(),
    orders: count(),
    units: count(),
    viewToSale: count(),
  });

export const cartItem = () =>
  shape<CartItem>({
    currency: currency().required(),
    carts: count(),
    checkedOut: count(),
    abandoned: count(),
    abandonedWorth: count(),
    open: count(),
    openWorth: count(),
    abandonment: count(),
  });
