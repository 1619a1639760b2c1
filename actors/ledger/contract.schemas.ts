import Joi from 'joi';
import type { BreakdownPart } from '../payments/contract.ts';
import { type Contract, internal } from '../runtime/contract.ts';
import { type Money, maxAmount } from '../runtime/money.ts';
import { currency, empty, id, instant, moneyOf, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import type { Balance, LedgerActions, Posting, PostingLine, StatementLine } from './contract.ts';

/** Minor units of a balance or a line, on either side. */
const signed = () => Joi.number().integer();
const account = () =>
  Joi.string().valid('shopper_clearing', 'vendor_payable', 'commission', 'tax', 'refunds').required();
const kind = () => Joi.string().valid('capture', 'refund').required();
const balance = () => shape<Money>({ amount: signed().required(), currency: currency().required() });

const breakdown = () =>
  Joi.array()
    .items(
      shape<BreakdownPart>({
        vendorId: id().required(),
        payable: signed().min(-maxAmount).max(maxAmount).required(),
        commission: signed().min(-maxAmount).max(maxAmount).required(),
        tax: signed().min(-maxAmount).max(maxAmount).required(),
      }),
    )
    .max(2_000);

const postingSchema = shape<Posting>({
  id: id().required(),
  kind: kind(),
  currency: currency().required(),
  lines: Joi.array()
    .items(shape<PostingLine>({ account: account(), vendorId: id(), amount: signed().required() }))
    .required(),
  at: instant().required(),
});

const statementLine = shape<StatementLine>({
  at: instant().required(),
  kind: kind(),
  orderId: id().required(),
  amount: signed().required(),
  currency: currency().required(),
});

const orderId = 'ord_8x3k6m1q4z7c0v5b9n2r';
const vendorId = 'ven_7m2k4q9x1c5v8b3n6r0t';
const captured: Posting = {
  id: 'capture',
  kind: 'capture',
  currency: 'GBP',
  lines: [
    { account: 'shopper_clearing', amount: -4_998 },
    { account: 'vendor_payable', vendorId, amount: 3_748 },
    { account: 'commission', amount: 417 },
    { account: 'tax', amount: 833 },
  ],
  at: '2026-11-22T09:00:00.000Z',
};
const earned: StatementLine = { at: captured.at, kind: 'capture', orderId, amount: 3_748, currency: 'GBP' };
const gbp = (amount: number): Money => ({ amount, currency: 'GBP' });

export const ledgerContract: Contract<LedgerActions> = {
  area: 'ledger',
  codes: {
    POSTING_DIFFERS: 'The book already holds this posting with other lines.',
    UNBALANCED: 'The lines of the posting do not sum to zero.',
    REFUND_EXCEEDS_CAPTURE: 'More would be refunded than the order has left of what was captured.',
    TOO_MANY_POSTINGS: 'The book of the order is full.',
  },
  actions: {
    'ledger.ofOrder': {
      summary: "Every posting of an order's book, oldest first",
      rest: 'GET /orders/{id}/postings',
      access: { all: ['operator'] },
      params: shape<{ id: string }>({ id: id().required() }),
      result: shape<{ postings: readonly Posting[] }>({ postings: Joi.array().items(postingSchema).required() }),
      example: { params: { id: orderId }, result: { postings: [captured] } },
    },
    'ledger.ofVendor': {
      summary: 'What a vendor is owed, per currency',
      rest: 'GET /vendors/{id}/balance',
      access: { all: ['operator'], own: ['owner', 'manager', 'viewer'] },
      params: shape<{ id: string }>({ id: id().required() }),
      result: shape<LedgerActions['ledger.ofVendor']['result']>({
        vendorId: id().required(),
        balances: Joi.array().items(balance()).required(),
      }),
      example: { params: { id: vendorId }, result: { vendorId, balances: [gbp(3_748)] } },
    },
    'ledger.statement': {
      summary: "The postings behind a vendor's balance, newest first",
      rest: 'GET /vendors/{id}/statement',
      access: { all: ['operator'], own: ['owner', 'manager', 'viewer'] },
      params: shape<LedgerActions['ledger.statement']['params']>({
        id: id().required(),
        from: instant(),
        to: instant(),
        ...pageParams,
      }),
      result: pageOf(statementLine),
      example: { params: { id: vendorId, limit: 1 }, result: { items: [earned] } },
      table: 'items',
    },
    'ledger.balances': {
      summary: "The tenant's accounts, per currency",
      rest: 'GET /ledger/balances',
      access: { all: ['operator', 'analyst'] },
      params: empty(),
      result: shape<{ balances: readonly Balance[] }>({
        balances: Joi.array()
          .items(shape<Balance>({ account: account(), balance: balance().required() }))
          .required(),
      }),
      example: {
        params: {},
        result: {
          balances: [
            { account: 'commission', balance: gbp(417) },
            { account: 'shopper_clearing', balance: gbp(-4_998) },
            { account: 'tax', balance: gbp(833) },
            { account: 'vendor_payable', balance: gbp(3_748) },
          ],
        },
      },
    },
    'ledger.post': {
      summary: "Posts a capture or a refund to an order's book, once",
      access: internal,
      params: shape<LedgerActions['ledger.post']['params']>({
        orderId: id().required(),
        postingId: id().required(),
        kind: kind(),
        amount: moneyOf().required(),
        breakdown: breakdown().required(),
      }),
      result: shape<{ postingId: string }>({ postingId: id().required() }),
      refusals: ['POSTING_DIFFERS', 'UNBALANCED', 'REFUND_EXCEEDS_CAPTURE', 'TOO_MANY_POSTINGS'],
    },
  },
};
