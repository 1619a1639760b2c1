import Joi from 'joi';
import type { Action } from '../runtime/contract.ts';
import { id, instant, shape, text } from '../runtime/schemas.ts';
import { type OwnQuestion, ownQuestion } from './own.schemas.ts';
import type { Asked } from './words.schemas.ts';

export type ExportFormat = 'csv' | 'parquet';

export type ExportTerms = {
  readonly id: string;
  readonly question: OwnQuestion;
  readonly format: ExportFormat;
  /** Milliseconds; `to` is not inside. */
  readonly from: number;
  readonly to: number;
  readonly tz: string;
  readonly vendor?: string;
  /** The account that asked for it. */
  readonly by?: string;
};

export type Export = {
  readonly id: string;
  readonly status: 'asked' | 'done' | 'failed';
  readonly question: OwnQuestion;
  readonly format: ExportFormat;
  readonly from: string;
  readonly to: string;
  readonly tz: string;
  readonly vendor?: string;
  readonly askedAt: string;
  /** When it is removed by itself. */
  readonly expiresAt: string;
  readonly bytes?: number;
  /** Where the file is had, once it is done. */
  readonly file?: string;
  /** A code, of one that failed. */
  readonly problem?: string;
};

/** A piece of a file, in base64; the next one begins at `offset` + its bytes. */
export type FilePiece = {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly content: string;
};

export type AskExport = Pick<Asked, 'from' | 'to' | 'tz' | 'vendor'> & {
  readonly question: OwnQuestion;
  readonly format: ExportFormat;
};

export interface ExportActions {
  'analytics.exports': Action<Record<string, never>, { items: readonly Export[] }>;
  'analytics.export': Action<{ id: string }, Export>;
  'analytics.askExport': Action<AskExport, Export>;
  'analytics.removeExport': Action<{ id: string }, Record<string, never>>;
  'analytics.exportFile': Action<{ id: string; offset?: number }, FilePiece>;

  /** Writes the file; one that cannot be written now is asked for again. */
  'analytics.runExport': Action<{ id: string }, Record<string, never>>;
  /** `kept`: false where it was removed meanwhile. */
  'analytics.noteExport': Action<{ id: string; bytes: number }, { kept: boolean }>;
  'analytics.failExport': Action<{ id: string; code: string }, Record<string, never>>;
  'analytics.dropExport': Action<{ id: string }, Record<string, never>>;
  /** Of an account that was erased. */
  'analytics.forgetExports': Action<{ accountId: string }, Record<string, never>>;
}

const formats: readonly ExportFormat[] = ['csv', 'parquet'];
export const exportFormat = () => Joi.string().valid(...formats);

export const exportSchema = () =>
  shape<Export>({
    id: id().required(),
    status: Joi.string().valid('asked', 'done', 'failed').required(),
    question: ownQuestion().required(),
    format: exportFormat().required(),
    from: instant().required(),
    to: instant().required(),
    tz: text(60).required(),
    vendor: id(),
    askedAt: instant().required(),
    expiresAt: instant().required(),
    bytes: Joi.number().integer().min(0),
    file: Joi.string().max(200),
    problem: Joi.string().max(60),
  });

export const filePiece = () =>
  shape<FilePiece>({
    name: Joi.string().max(200).required(),
    type: Joi.string().max(100).required(),
    bytes: Joi.number().integer().min(0).required(),
    content: Joi.string().allow('').required(),
  });
