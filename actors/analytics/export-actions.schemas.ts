import Joi from 'joi';
import { type Access, type Contract, internal } from '../runtime/contract.ts';
import { empty, id, shape } from '../runtime/schemas.ts';
import { period } from './asked.schemas.ts';
import { type Export, type ExportActions, exportFormat, exportSchema, filePiece } from './export.schemas.ts';
import { type OwnQuestion, ownQuestion } from './own.schemas.ts';

type ParamsOf<Name extends keyof ExportActions> = ExportActions[Name]['params'];

const tenants: Access = { all: ['operator', 'analyst'] };

const question: OwnQuestion = { of: 'lines', measures: ['units', 'gross'], by: ['time', 'sku'] };
const span = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z', tz: 'Europe/London' };
const asked: Export = {
  ...{ id: 'exp_4m8k2c7v1b9n5q3x6z0w', status: 'asked', question, format: 'parquet', ...span },
  ...{ askedAt: '2026-12-01T09:00:00.000Z', expiresAt: '2026-12-02T09:00:00.000Z' },
};
const done: Export = {
  ...{ ...asked, status: 'done', bytes: 48_120 },
  file: `/v1/analytics/exports/${asked.id}/file`,
};
const byId = () => shape<{ id: string }>({ id: id().required() });
const one = exportSchema();

/** What a file is given as. */
export const fileTypes = { csv: 'text/csv; charset=utf-8', parquet: 'application/vnd.apache.parquet' } as const;

/** Answers that are written to a file while nobody waits. */
export const exportActions: Contract<ExportActions>['actions'] = {
  'analytics.exports': {
    summary: 'The exports of the tenant, of the last day',
    rest: 'GET /analytics/exports',
    access: tenants,
    params: empty(),
    result: shape<{ items: readonly Export[] }>({ items: Joi.array().items(one).required() }),
    example: { params: {}, result: { items: [done] } },
  },
  'analytics.export': {
    summary: 'One export: whether it is done, and where its file is',
    rest: 'GET /analytics/exports/{id}',
    access: tenants,
    params: byId(),
    result: one,
    example: { params: { id: done.id }, result: done },
  },
  'analytics.askExport': {
    summary: 'Writes the answer of a question to a file, while nobody waits',
    rest: 'POST /analytics/exports',
    status: 202,
    access: tenants,
    params: shape<ParamsOf<'analytics.askExport'>>({
      ...{ from: period.from, to: period.to, tz: period.tz, vendor: id() },
      question: ownQuestion().required(),
      format: exportFormat().required(),
    }),
    result: one,
    refusals: ['TOO_MANY_EXPORTS'],
    example: {
      params: { question, format: 'parquet', from: '2026-11-01', to: '2026-11-30', tz: span.tz },
      result: asked,
    },
  },
  'analytics.removeExport': {
    summary: 'Removes an export and its file',
    rest: 'DELETE /analytics/exports/{id}',
    access: tenants,
    params: byId(),
    result: empty(),
    refusals: ['EXPORT_UNKNOWN'],
    example: { params: { id: done.id }, result: {} },
  },
  'analytics.exportFile': {
    summary: 'The file of an export that is done',
    rest: 'GET /analytics/exports/{id}/file',
    access: tenants,
    params: shape<ParamsOf<'analytics.exportFile'>>({
      id: id().required(),
      offset: Joi.number().integer().min(0),
    }),
    result: filePiece(),
    files: Object.values(fileTypes),
    example: {
      params: { id: done.id },
      result: { name: `${done.id}.parquet`, type: fileTypes.parquet, bytes: 4, content: 'UEFSMQ==' },
    },
  },
  'analytics.runExport': {
    summary: 'Writes the file of an export that was asked for',
    access: internal,
    params: byId(),
    result: empty(),
  },
  'analytics.noteExport': {
    summary: 'Notes that the file of an export is there',
    access: internal,
    params: shape<ParamsOf<'analytics.noteExport'>>({
      id: id().required(),
      bytes: Joi.number().integer().min(0).required(),
    }),
    result: shape<{ kept: boolean }>({ kept: Joi.boolean().required() }),
  },
  'analytics.failExport': {
    summary: 'Notes why there is no file of an export',
    access: internal,
    params: shape<ParamsOf<'analytics.failExport'>>({ id: id().required(), code: Joi.string().max(60).required() }),
    result: empty(),
  },
  'analytics.dropExport': {
    summary: 'Drops the file of an export that is gone',
    access: internal,
    params: byId(),
    result: empty(),
  },
  'analytics.forgetExports': {
    summary: 'Removes what an erased account had exported',
    access: internal,
    params: shape<{ accountId: string }>({ accountId: id().required() }),
    result: empty(),
  },
};
