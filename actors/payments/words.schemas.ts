import Joi from 'joi';
import { maxAmount } from '../runtime/money.ts';
import { id, shape, text } from '../runtime/schemas.ts';
import type { BreakdownPart, Outcome, PaymentChoice, PaymentMethod, PaymentStatus } from './contract.ts';

/** A share is never below zero, but rounding may leave one unit too many in one of its three, one too few in another. */
const signed = () => Joi.number().integer().min(-maxAmount).max(maxAmount);

export const breakdown = () =>
  Joi.array()
    .items(
      shape<BreakdownPart>({
        vendorId: id().required(),
        payable: signed().required(),
        commission: signed().required(),
        tax: signed().required(),
      }),
    )
    .max(2_000);

export const methods: readonly PaymentMethod[] = ['card', 'wallet', 'bank', 'invoice', 'voucher'];

export const choice = () =>
  shape<PaymentChoice>({
    provider: text(40).required(),
    token: text(200).required(),
    method: Joi.string<PaymentMethod>().valid(...methods),
  });
export const provider = () => text(40);
export const reference = () => text(300);
/** The id of an event. */
export const key = () => text(500);
export const step = () => Joi.string().valid('authorise', 'capture', 'void', 'refund');

export const statuses: readonly PaymentStatus[] = [
  'none',
  'authorising',
  'authorised',
  'capturing',
  'captured',
  'declined',
  'failed',
  'voiding',
  'voided',
  'refunded',
];

export const statusOf = () =>
  shape<{ status: PaymentStatus }>({
    status: Joi.string<PaymentStatus>()
      .valid(...statuses)
      .required(),
  });

const said = (of: Outcome['of'], ...results: readonly string[]): Joi.SchemaMap => ({
  of: Joi.valid(of).required(),
  result: Joi.string()
    .valid(...results)
    .required(),
});

export const outcome = () =>
  Joi.alternatives<Outcome>().try(
    Joi.object({ ...said('authorise', 'authorised'), reference: reference().required() }),
    Joi.object({ ...said('authorise', 'declined', 'failed'), reason: text(500).required() }),
    Joi.object(said('authorise', 'unknown')),
    Joi.object(said('capture', 'captured', 'failed', 'unknown')),
    Joi.object(said('void', 'voided', 'unknown')),
    Joi.object({ ...said('refund', 'refunded', 'failed', 'unknown'), refundId: id().required() }),
  );

export const byId = () => shape<{ id: string }>({ id: id().required() });
