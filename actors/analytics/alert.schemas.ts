import Joi from 'joi';
import type { Action, PageOf, PageParams } from '../runtime/contract.ts';
import { currency, id, instant, shape, text } from '../runtime/schemas.ts';
import { type AlertSubject, type FigureUnit, measuresOfSubject, watchable } from './alert-measures.ts';
import { type Filter, filter } from './own.schemas.ts';

export type { AlertSubject, FigureUnit };

/** `rises` and `falls`: against the span of the same length before. */
export type AlertWhen = 'above' | 'below' | 'rises' | 'falls';

export type AlertRule = {
  readonly of: AlertSubject;
  readonly measure: string;
  /** One of the things that the subject tells apart; default: whichever goes furthest. */
  readonly key?: string;
  /** Default: each. */
  readonly currency?: string;
  readonly vendor?: string;
  /** Of `lines` and `visits`. */
  readonly where?: readonly Filter[];
  /** What is looked at: so many minutes up to what is counted. 5 to 44 640 (31 days). */
  readonly minutes: number;
  readonly when: AlertWhen;
  /** Rings beyond it. In the unit of the measure; of `rises` and `falls` in basis points of the span before. */
  readonly than: number;
  /** Of `rises` and `falls`: nothing is said while both spans are below it. Default 0. */
  readonly least?: number;
  /** Looked at so often, in minutes: 1 to 1 440, default 5. */
  readonly everyMinutes?: number;
  /** After it has rung it is quiet for so long, in minutes: up to 10 080, default 60. */
  readonly quietMinutes?: number;
};

/** What was found, and of what. */
export type Seen = {
  readonly figure: number;
  /** Of the span before, where that is looked at too. */
  readonly before?: number;
  readonly key?: string;
  readonly currency?: string;
};

/** What an alert is, without how it stands. */
export type AlertTerms = {
  readonly id: string;
  readonly name: string;
  readonly rule: AlertRule;
  /** Accounts of operators and analysts. */
  readonly mailTo: readonly string[];
};

export type Ringing = Seen & { readonly since: string };

/** `ringing`: until what it watches is back. */
export type Alert = AlertTerms & { readonly lastRangAt?: string; readonly ringing?: Ringing };

/** `rings`: it would ring now, were it not quiet or ringing already. Without `seen` nothing can be told. */
export type AlertLook = { readonly rings: boolean; readonly seen?: Seen };

export type SaveAlert = {
  readonly name: string;
  readonly rule: AlertRule;
  readonly mailTo?: readonly string[];
};

export interface AlertActions {
  'analytics.alerts': Action<Record<string, never>, { items: readonly Alert[] }>;
  'analytics.alert': Action<{ id: string }, Alert>;
  /** `mailTo`: default whoever saves it. */
  'analytics.saveAlert': Action<SaveAlert, Alert>;
  /** Another rule begins anew: it does not ring. */
  'analytics.changeAlert': Action<Partial<SaveAlert> & { id: string }, Alert>;
  'analytics.removeAlert': Action<{ id: string }, Record<string, never>>;
  /** Looks now, and writes to its people as if it rang. */
  'analytics.tryAlert': Action<{ id: string }, AlertLook>;

  'analytics.lookAtAlert': Action<{ id: string }, AlertLook>;
  'analytics.noteAlert': Action<{ id: string; rule: AlertRule; seen: Seen; isTrial: boolean }, Record<string, never>>;
  /** In the tenant `platform`: the alerts of all tenants. */
  'analytics.watched': Action<PageParams, PageOf<{ tenantId: string; id: string; everyMinutes: number }>>;
}

const subjects: readonly AlertSubject[] = Object.keys(watchable).filter(
  (name): name is AlertSubject => name in watchable,
);
const measures = [...new Set(subjects.flatMap(measuresOfSubject))];
const whens: readonly AlertWhen[] = ['above', 'below', 'rises', 'falls'];
const whole = () => Joi.number().integer();

export const mostPeople = 10;

export const alertRule = () =>
  shape<AlertRule>({
    of: Joi.string()
      .valid(...subjects)
      .required(),
    measure: Joi.string()
      .valid(...measures)
      .required(),
    key: Joi.string().max(128),
    currency: currency(),
    vendor: id(),
    where: Joi.array().items(filter()).max(5),
    minutes: whole().min(5).max(44_640).required(),
    when: Joi.string()
      .valid(...whens)
      .required(),
    than: whole().min(-1_000_000_000_000).max(1_000_000_000_000).required(),
    least: whole().min(0).max(1_000_000_000_000),
    everyMinutes: whole().min(1).max(1_440),
    quietMinutes: whole().min(0).max(10_080),
  });

const seenFields = {
  figure: whole().required(),
  before: whole(),
  key: Joi.string().allow('').max(128),
  currency: currency(),
};

export const seen = () => shape<Seen>(seenFields);

export const alertName = () => text(80);
export const people = () => Joi.array().items(id()).unique().max(mostPeople);

export const ringingFields = { ...seenFields, since: instant().required() };

export const alertSchema = () =>
  shape<Alert>({
    id: id().required(),
    name: alertName().required(),
    rule: alertRule().required(),
    mailTo: people().required(),
    lastRangAt: instant(),
    ringing: shape<Ringing>(ringingFields),
  });

export const alertLook = () => shape<AlertLook>({ rings: Joi.boolean().required(), seen: seen() });
