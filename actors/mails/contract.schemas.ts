import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { currency, email, empty, id, moneyOf, shape } from '../runtime/schemas.ts';
import type { AlertLetter, Letter, LetterUnit, MailsActions } from './contract.ts';

type KindOf<Kind extends Letter['kind']> = Extract<Letter, { readonly kind: Kind }>;

const kind = (name: Letter['kind']): Joi.StringSchema => Joi.string().valid(name).required();
/** Values are cut where they are written, not refused: a mail is better than none. */
const value = () => Joi.string().max(1_000);
/** The id of an event. */
const key = () => Joi.string().max(500).required();
const sent = () => shape<{ sent: boolean }>({ sent: Joi.boolean().required() });

const whens: readonly AlertLetter['when'][] = ['above', 'below', 'rises', 'falls'];
const units: readonly LetterUnit[] = ['money', 'share', 'ms', 'hundredths', 'tenths', 'count'];
const figure = () => Joi.number().integer();

const alert = () =>
  shape<AlertLetter>({
    kind: kind('alert'),
    name: value().required(),
    what: value().required(),
    when: Joi.string()
      .valid(...whens)
      .required(),
    than: figure().required(),
    minutes: figure().required(),
    figure: figure().required(),
    before: figure(),
    unit: Joi.string()
      .valid(...units)
      .required(),
    key: value(),
    currency: currency(),
    isTrial: Joi.boolean().required(),
  });

const stockLow = () =>
  shape<KindOf<'stockLow'>>({
    kind: kind('stockLow'),
    title: value().required(),
    available: figure().required(),
    below: figure().required(),
  });

const letter = () =>
  Joi.alternatives<Letter>().try(
    shape<KindOf<'orderConfirmed'>>({
      kind: kind('orderConfirmed'),
      number: value().required(),
      orderId: id().required(),
      total: moneyOf().required(),
    }),
    shape<KindOf<'orderCancelled'>>({
      kind: kind('orderCancelled'),
      number: value(),
      orderId: id().required(),
      reason: value().required(),
    }),
    shape<KindOf<'shipped'>>({
      kind: kind('shipped'),
      number: value().required(),
      orderId: id().required(),
      carrier: value().required(),
      tracking: value(),
    }),
    shape<KindOf<'invitation'>>({
      kind: kind('invitation'),
      vendorId: id().required(),
      vendorName: value().required(),
      invitationId: id().required(),
      role: value().required(),
    }),
    shape<KindOf<'passwordReset'>>({
      kind: kind('passwordReset'),
      accountId: id().required(),
      resetId: id().required(),
      expiresAt: Joi.number().integer().required(),
    }),
    alert(),
    stockLow(),
  );

export const mailsContract: Contract<MailsActions> = {
  area: 'mails',
  codes: {
    MAIL_UNAVAILABLE: ['Unavailable', 'The mail could not be handed over now; it is tried again.'],
  },
  actions: {
    'mails.send': {
      summary: 'Writes a letter and hands it to the post, once under its key',
      access: internal,
      params: shape<MailsActions['mails.send']['params']>({
        key: key(),
        to: email().allow(null).required(),
        letter: letter().required(),
      }),
      result: sent(),
      refusals: ['MAIL_UNAVAILABLE'],
    },
    'mails.sendCancelled': {
      summary: 'Tells whoever placed it that a confirmed order was cancelled whole',
      access: internal,
      params: shape<MailsActions['mails.sendCancelled']['params']>({
        key: key(),
        orderId: id().required(),
        reason: value().required(),
      }),
      result: sent(),
      refusals: ['MAIL_UNAVAILABLE'],
    },
    'mails.sendAlert': {
      summary: 'Tells an account that may see figures what an alert has seen',
      access: internal,
      params: shape<MailsActions['mails.sendAlert']['params']>({
        key: key(),
        accountId: id().required(),
        letter: alert().required(),
      }),
      result: sent(),
      refusals: ['MAIL_UNAVAILABLE'],
    },
    'mails.sendStock': {
      summary: 'Tells somebody of a vendor that a sku is running out',
      access: internal,
      params: shape<MailsActions['mails.sendStock']['params']>({
        key: key(),
        accountId: id().required(),
        vendorId: id().required(),
        sku: id().required(),
        available: figure().required(),
        below: figure().required(),
      }),
      result: sent(),
      refusals: ['MAIL_UNAVAILABLE'],
    },
    'mails.outcome': {
      summary: 'What became of a mail',
      access: internal,
      params: shape<{ key: string }>({ key: key() }),
      result: shape<{ sent?: boolean }>({ sent: Joi.boolean() }),
    },
    'mails.note': {
      summary: 'Notes what became of a mail, so that it is not sent again',
      access: internal,
      params: shape<{ key: string; sent: boolean }>({ key: key(), sent: Joi.boolean().required() }),
      result: empty(),
    },
  },
};
