import Joi from 'joi';
import type { Action } from '../runtime/contract.ts';
import { id, shape, text } from '../runtime/schemas.ts';
import { type Dimension, type Measure, type Subject, subjects } from './own-question.ts';
import { type Answered, type Asked, type Compared, type Grain, grain } from './words.schemas.ts';

export type { Dimension, Measure, Subject };

/** Of these values, or (`not`) of none of them. */
export type Filter = {
  readonly field: Exclude<Dimension, 'time'>;
  readonly is: readonly string[];
  readonly not?: boolean;
};

export type OwnQuestion = {
  readonly of: Subject;
  readonly measures: readonly Measure[];
  /** At most three; amounts are told by currency besides. */
  readonly by?: readonly Dimension[];
  /** Of `time`; default `day`. */
  readonly grain?: Grain;
  readonly where?: readonly Filter[];
  /** Default: `time` from the oldest on where it is there, else the first measure from the most on. */
  readonly order?: Measure | 'time';
  readonly limit?: number;
};

export type SavedQuestion = { readonly id: string; readonly name: string; readonly question: OwnQuestion };

/** Ids of saved questions, in the order in which they are shown. */
type BoardShown = { readonly questions: readonly string[] };

/** What is kept of them. */
export type OwnEvent =
  | { readonly type: 'questionSaved'; readonly saved: SavedQuestion }
  | { readonly type: 'questionRemoved'; readonly id: string }
  | { readonly type: 'boardArranged'; readonly questions: readonly string[] };

/** One group: what it is told by, its currency where there are amounts, and what was asked for of it. */
export type OwnItem = Readonly<Record<string, string | number>>;

export type OwnAnswer = Answered & Compared<{ readonly items: readonly OwnItem[] }>;

export interface OwnActions {
  /** A question that nobody saved. */
  'analytics.ask': Action<Omit<Asked, 'format'> & { question: OwnQuestion }, OwnAnswer>;
  'analytics.answer': Action<Asked & { id: string }, OwnAnswer>;
  'analytics.questions': Action<Record<string, never>, { items: readonly SavedQuestion[] }>;
  'analytics.question': Action<{ id: string }, SavedQuestion>;
  'analytics.saveQuestion': Action<{ name: string; question: OwnQuestion }, SavedQuestion>;
  'analytics.changeQuestion': Action<{ id: string; name?: string; question?: OwnQuestion }, SavedQuestion>;
  'analytics.removeQuestion': Action<{ id: string }, Record<string, never>>;
  /** Of the account that asks. */
  'analytics.board': Action<Record<string, never>, BoardShown>;
  /** At most 12; questions that are not saved any more are left out. */
  'analytics.arrangeBoard': Action<BoardShown, BoardShown>;
}

const mostValues = 20;
const mostPinned = 12;
const names: readonly Subject[] = ['sales', 'lines', 'visits'];
const all = Object.values(subjects);
export const measures: readonly Measure[] = [...new Set(all.flatMap((subject) => subject.measures))];
const dimensions: readonly Dimension[] = [...new Set(all.flatMap((subject) => subject.dimensions))];

export const filter = () =>
  shape<Filter>({
    field: Joi.string()
      .valid(...dimensions.filter((name) => name !== 'time'))
      .required(),
    is: Joi.array().items(Joi.string().allow('').max(128)).min(1).max(mostValues).required(),
    not: Joi.boolean(),
  });

export const ownQuestion = () =>
  shape<OwnQuestion>({
    of: Joi.string()
      .valid(...names)
      .required(),
    measures: Joi.array()
      .items(Joi.string().valid(...measures))
      .unique()
      .min(1)
      .max(8)
      .required(),
    by: Joi.array()
      .items(Joi.string().valid(...dimensions))
      .unique()
      .max(3),
    grain: grain(),
    where: Joi.array().items(filter()).max(5),
    order: Joi.string().valid(...measures, 'time'),
    limit: Joi.number().integer().min(1).max(1_000),
  });

export const savedName = () => text(80);

export const savedQuestion = () =>
  shape<SavedQuestion>({ id: id().required(), name: savedName().required(), question: ownQuestion().required() });

export const boardShown = () =>
  shape<BoardShown>({ questions: Joi.array().items(id()).unique().max(mostPinned).required() });

export const ownItem = (): Joi.Schema<OwnItem> =>
  Joi.object().pattern(Joi.string(), Joi.alternatives(Joi.string().allow(''), Joi.number().integer()));
