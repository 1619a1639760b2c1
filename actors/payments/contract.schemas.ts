import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { id, moneyOf, shape, text } from '../runtime/schemas.ts';
import type { Payment, PaymentsActions } from './contract.ts';
import {
  breakdown,
  byId,
  choice,
  key,
  outcome,
  provider,
  reference,
  statuses,
  statusOf,
  step,
} from './words.schemas.ts';

const paid: Payment = {
  id: 'ord_8x3k6m1q4z7c0v5b9n2r',
  status: 'captured',
  amount: { amount: 4_998, currency: 'GBP' },
  refunded: { amount: 0, currency: 'GBP' },
  provider: 'sandbox',
};

export const paymentsContract: Contract<PaymentsActions> = {
  area: 'payments',
  codes: {
    PAYMENT_BARRED: 'The order was cancelled before its payment was asked for.',
    PAYMENT_DIFFERS: 'The order already has a payment of another amount or by another means.',
    PAYMENT_VOIDED: 'The payment was given back, or will be, so it cannot be captured.',
    NOT_AUTHORISED: 'Only an authorised payment can be captured.',
    NOT_CAPTURED: 'Only a captured payment can be refunded.',
    BREAKDOWN_DIFFERS: "The vendors' shares do not add up to the amount.",
    REFUND_DIFFERS: 'A refund with this id was asked for with another amount.',
    REFUND_TOO_HIGH: "More would be refunded than is left of a vendor's share of the captured amount.",
    TOO_MANY_REFUNDS: 'The payment has as many refunds as it may have.',
    BAD_SIGNATURE: ['Unauthenticated', 'The webhook is not signed by the provider, or its signature is too old.'],
  },
  actions: {
    'payments.get': {
      summary: 'The payment of an order',
      rest: 'GET /payments/{id}',
      access: { all: ['operator'] },
      params: byId(),
      result: shape<Payment>({
        id: id().required(),
        status: Joi.string()
          .valid(...statuses)
          .required(),
        amount: moneyOf().required(),
        refunded: moneyOf().required(),
        provider: provider().required(),
      }),
      example: { params: { id: paid.id }, result: paid },
    },
    'payments.webhook': {
      summary: 'Takes what a provider says by itself, once its signature is checked',
      access: { all: ['anyone'] },
      params: shape<PaymentsActions['payments.webhook']['params']>({
        provider: provider().required(),
        payload: Joi.string().max(65_536).required(),
        signature: text(500).required(),
      }),
      result: shape<{ received: true }>({ received: Joi.boolean().valid(true).required() }),
      refusals: ['BAD_SIGNATURE'],
    },
    'payments.authorise': {
      summary: 'Asks the provider to hold the amount of an order',
      access: internal,
      params: shape<PaymentsActions['payments.authorise']['params']>({
        id: id().required(),
        amount: moneyOf().required(),
        payment: choice().required(),
        breakdown: breakdown().required(),
      }),
      result: statusOf(),
      refusals: ['PAYMENT_BARRED', 'PAYMENT_DIFFERS', 'BREAKDOWN_DIFFERS'],
    },
    'payments.capture': {
      summary: 'Asks the provider for the amount it holds',
      access: internal,
      params: byId(),
      result: statusOf(),
      refusals: ['PAYMENT_VOIDED', 'NOT_AUTHORISED'],
    },
    'payments.void': {
      summary: 'Gives back whatever was or will be taken, and bars what was not asked for yet',
      access: internal,
      params: byId(),
      result: statusOf(),
    },
    'payments.refund': {
      summary: 'Gives back a part of what was captured, or all of it',
      access: internal,
      params: shape<PaymentsActions['payments.refund']['params']>({
        id: id().required(),
        refundId: id().required(),
        amount: moneyOf().required(),
        breakdown: breakdown().required(),
      }),
      result: statusOf(),
      refusals: ['REFUND_DIFFERS', 'NOT_CAPTURED', 'BREAKDOWN_DIFFERS', 'REFUND_TOO_HIGH', 'TOO_MANY_REFUNDS'],
    },
    'payments.note': {
      summary: 'Notes what the provider said of a step',
      access: internal,
      params: shape<PaymentsActions['payments.note']['params']>({ id: id().required(), outcome: outcome().required() }),
      result: statusOf(),
    },
    'payments.askStatus': {
      summary: 'Asks the provider what became of every step it is silent about',
      access: internal,
      params: byId(),
      result: statusOf(),
    },
    'payments.silent': {
      summary: 'Whether the outcome of a step is still to come',
      access: internal,
      params: shape<PaymentsActions['payments.silent']['params']>({ id: id().required(), of: step(), refundId: id() }),
      result: shape<{ silent: boolean }>({ silent: Joi.boolean().required() }),
    },
    'payments.tryAuthorise': {
      summary: 'Tries once to have the provider hold an amount',
      access: internal,
      params: shape<PaymentsActions['payments.tryAuthorise']['params']>({
        id: id().required(),
        key: key().required(),
        amount: moneyOf().required(),
        payment: choice().required(),
      }),
      result: outcome(),
    },
    'payments.tryCapture': {
      summary: 'Tries once to have the provider capture',
      access: internal,
      params: shape<PaymentsActions['payments.tryCapture']['params']>({
        id: id().required(),
        key: key().required(),
        amount: moneyOf().required(),
        provider: provider().required(),
        reference: reference().required(),
      }),
      result: outcome(),
    },
    'payments.tryVoid': {
      summary: 'Tries once to have the provider void',
      access: internal,
      params: shape<PaymentsActions['payments.tryVoid']['params']>({
        id: id().required(),
        key: key().required(),
        provider: provider().required(),
        reference: reference().required(),
      }),
      result: outcome(),
    },
    'payments.tryRefund': {
      summary: 'Tries once to have the provider refund',
      access: internal,
      params: shape<PaymentsActions['payments.tryRefund']['params']>({
        id: id().required(),
        key: key().required(),
        refundId: id().required(),
        amount: moneyOf().required(),
        provider: provider().required(),
        reference: reference().required(),
      }),
      result: outcome(),
    },
    'payments.tryStatus': {
      summary: 'Asks the provider once what became of a step',
      access: internal,
      params: shape<PaymentsActions['payments.tryStatus']['params']>({
        id: id().required(),
        key: key().required(),
        of: step().required(),
        refundId: id(),
        payment: choice().required(),
        reference: reference(),
      }),
      result: outcome(),
    },
  },
};
