import { type HeardEvent, hear } from '../../actors/runtime/feed/events.ts';
import { type Columns, type RowLine, rowLine, type Values } from '../clickhouse.ts';
import { factsOf } from './events.ts';
import type { Facts } from './facts.ts';

/** Of the table `events`, in the order of a row's values. */
export const eventColumns: Columns = [
  'tenant',
  'type',
  'happened',
  'at',
  'actor',
  'id',
  'version',
  'by',
  'vendor',
  'order_id',
  'product',
  'sku',
  'customer',
  'country',
  'currency',
  'amount',
  'quantity',
  'code',
  'provider',
  'available',
  'shares.vendor',
  'shares.payable',
  'shares.commission',
  'shares.tax',
  'lines.vendor',
  'lines.product',
  'lines.sku',
  'lines.quantity',
  'lines.amount',
  'lines.tax',
  'posts.account',
  'posts.vendor',
  'posts.amount',
  'log',
  'batch',
  'cut_from',
  'cut_to',
  'cut_rows',
  'written',
];

/** A piece of a log that is written at once: from a batch to a batch, and how many events it holds. */
export type Cut = { readonly log: string; readonly from: number; readonly to: number; readonly rows: number };

/** Where a row stands in what is written. */
export type Place = { readonly cut: Cut; readonly batch: number };

/** A row that lacks its last value, the number of the insert that it goes with. */
export type BegunRow = string;

export const endedRow = (begun: BegunRow, written: number): RowLine => `${begun},${written}]`;

/** `customer`: the pseudonym of the facts' customer. */
export const rowOf = (heard: HeardEvent, facts: Facts, customer: string, place: Place): BegunRow =>
  rowLine(valuesOf(heard, facts, customer, place)).slice(0, -1);

function valuesOf(heard: HeardEvent, facts: Facts, customer: string, { cut, batch }: Place): Values {
  const { tenantId, type, id, version, at, by } = heard.about;
  const { happened = at, vendor = '', order = '', sku = '' } = facts;
  const {
    product = '',
    country = '',
    money,
    amount = 0,
    quantity = 0,
    code = '',
    provider = '',
    available = 0,
  } = facts;
  return [
    tenantId,
    heard.name,
    happened,
    at,
    type,
    id,
    version,
    kindOf(by),
    vendor,
    order,
    product,
    sku,
    customer,
    country,
    money?.currency ?? '',
    money?.amount ?? amount,
    quantity,
    code,
    provider,
    available,
    ...listsOf(facts),
    ...[cut.log, batch, cut.from, cut.to, cut.rows],
  ];
}

const none: readonly never[] = [];

const listsOf = ({ shares = none, lines = none, posts = none }: Facts): Values => [
  shares.map((share) => share.vendorId),
  shares.map((share) => share.payable),
  shares.map((share) => share.commission),
  shares.map((share) => share.tax),
  lines.map((line) => line.vendor),
  lines.map((line) => line.product),
  lines.map((line) => line.sku),
  lines.map((line) => line.quantity),
  lines.map((line) => line.amount),
  lines.map((line) => line.tax),
  posts.map((post) => post.account),
  posts.map((post) => post.vendor),
  posts.map((post) => post.amount),
];

const nobody: ReadonlySet<string> = new Set(['souk', 'guest', 'anyone']);

/** Who it was stays in the journal. */
const kindOf = (by: string): string => (nobody.has(by) ? by : 'account');

const noFacts: Facts = {};

export const factsOfEvent = (heard: HeardEvent): Facts => hear(factsOf, heard) ?? noFacts;
