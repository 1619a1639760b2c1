import Joi from 'joi';
import { type Access, type Contract, internal } from '../runtime/contract.ts';
import { empty, id, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import {
  type Alert,
  type AlertActions,
  type AlertRule,
  alertLook,
  alertName,
  alertRule,
  alertSchema,
  people,
  seen,
} from './alert.schemas.ts';
import { refused } from './asked.schemas.ts';

type ParamsOf<Name extends keyof AlertActions> = AlertActions[Name]['params'];
type ResultOf<Name extends keyof AlertActions> = AlertActions[Name]['result'];

const tenants: Access = { all: ['operator', 'analyst'] };

const rule: AlertRule = {
  ...{ of: 'payments', measure: 'successRate', key: 'sandbox' },
  ...{ minutes: 60, when: 'below', than: 9_000, everyMinutes: 1, quietMinutes: 120 },
};
const example: Alert = {
  id: 'alr_2c7v5b9n1m4k8q3x6z0w',
  name: 'Payments fail',
  rule,
  mailTo: ['acc_7m2k4q9x1c5v8b3n6r0t'],
  lastRangAt: '2026-11-22T08:55:00.000Z',
  ringing: { figure: 6_250, key: 'sandbox', currency: 'GBP', since: '2026-11-22T08:55:00.000Z' },
};
const quiet: Alert = { id: example.id, name: example.name, rule, mailTo: example.mailTo };
const look = { rings: true, seen: { figure: 6_250, key: 'sandbox', currency: 'GBP' } };
const byId = () => shape<{ id: string }>({ id: id().required() });
const alert = alertSchema();

/** Each try writes mails. */
const mostTriesAMinute = 60;

const refusals = [...refused, 'ALERT_UNKNOWN'];

/** What people want to hear of by themselves. */
export const alertActions: Contract<AlertActions>['actions'] = {
  'analytics.alerts': {
    summary: 'The alerts of the tenant, and which of them ring',
    rest: 'GET /analytics/alerts',
    access: tenants,
    params: empty(),
    result: shape<{ items: readonly Alert[] }>({ items: Joi.array().items(alert).required() }),
    example: { params: {}, result: { items: [example] } },
  },
  'analytics.alert': {
    summary: 'One alert, and whether it rings',
    rest: 'GET /analytics/alerts/{id}',
    access: tenants,
    params: byId(),
    result: alert,
    example: { params: { id: example.id }, result: example },
  },
  'analytics.saveAlert': {
    summary: 'Watches a measure: a threshold, or a sudden change',
    rest: 'POST /analytics/alerts',
    access: tenants,
    params: shape<ParamsOf<'analytics.saveAlert'>>({
      name: alertName().required(),
      rule: alertRule().required(),
      mailTo: people(),
    }),
    result: alert,
    refusals: ['TOO_MANY_ALERTS', 'ALERT_NAME_TAKEN'],
    example: { params: { name: example.name, rule }, result: quiet },
  },
  'analytics.changeAlert': {
    summary: 'Changes what an alert watches, its name, or whom it writes to',
    rest: 'PATCH /analytics/alerts/{id}',
    access: tenants,
    params: shape<ParamsOf<'analytics.changeAlert'>>({
      id: id().required(),
      name: alertName(),
      rule: alertRule(),
      mailTo: people(),
    }),
    result: alert,
    refusals: ['ALERT_UNKNOWN', 'ALERT_NAME_TAKEN'],
    example: { params: { id: example.id, mailTo: [] }, result: { ...example, mailTo: [] } },
  },
  'analytics.removeAlert': {
    summary: 'Removes an alert',
    rest: 'DELETE /analytics/alerts/{id}',
    access: tenants,
    params: byId(),
    result: empty(),
    refusals: ['ALERT_UNKNOWN'],
    example: { params: { id: example.id }, result: {} },
  },
  'analytics.tryAlert': {
    summary: 'Looks at what an alert watches now, and writes to its people as if it rang',
    rest: 'POST /analytics/alerts/{id}/try',
    status: 200,
    access: tenants,
    params: byId(),
    result: alertLook(),
    refusals,
    mostAMinute: mostTriesAMinute,
    example: { params: { id: example.id }, result: look },
  },
  'analytics.lookAtAlert': {
    summary: 'Looks at what an alert watches: it rings, or it is over',
    access: internal,
    params: byId(),
    result: alertLook(),
    refusals,
  },
  'analytics.noteAlert': {
    summary: 'Notes what was seen of what an alert watches',
    access: internal,
    params: shape<ParamsOf<'analytics.noteAlert'>>({
      id: id().required(),
      rule: alertRule().required(),
      seen: seen().required(),
      isTrial: Joi.boolean().required(),
    }),
    result: empty(),
  },
  'analytics.watched': {
    summary: 'The alerts of all tenants, and how often each is looked at',
    access: internal,
    params: shape<ParamsOf<'analytics.watched'>>(pageParams),
    result: pageOf(
      shape<ResultOf<'analytics.watched'>['items'][number]>({
        tenantId: id().required(),
        id: id().required(),
        everyMinutes: Joi.number().integer().min(1).required(),
      }),
    ),
  },
};
