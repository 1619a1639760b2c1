import Joi from 'joi';
import type { Access, Contract } from '../runtime/contract.ts';
import { empty, id, shape } from '../runtime/schemas.ts';
import { asked, refused } from './asked.schemas.ts';
import { exampleSpan } from './examples.schemas.ts';
import {
  boardShown,
  type OwnActions,
  type OwnAnswer,
  type OwnItem,
  type OwnQuestion,
  ownItem,
  ownQuestion,
  type SavedQuestion,
  savedName,
  savedQuestion,
} from './own.schemas.ts';
import { compared, list } from './results.schemas.ts';

type ParamsOf<Name extends keyof OwnActions> = OwnActions[Name]['params'];

const everyones: Access = { all: ['operator', 'analyst'], own: ['owner', 'manager', 'viewer'] };
const tenants: Access = { all: ['operator', 'analyst'] };

const question: OwnQuestion = {
  ...{ of: 'lines', measures: ['units', 'gross'], by: ['product'] },
  ...{ where: [{ field: 'country', is: ['GB'] }], limit: 10 },
};
const example: SavedQuestion = { id: 'que_5x8k2m7c1v4b9n3q6t0r', name: 'Best at home', question };
const item: OwnItem = { productId: 'prod_4k1v9q0m2x7c8r5t6w3z', currency: 'GBP', units: 14, gross: 21_000 };
const answer = { ...exampleSpan, items: [item] };
const { format: _, ...askedInBody } = asked;
const answerResult = () => shape<OwnAnswer>(compared({ items: list(ownItem()) }));
const saved = savedQuestion();
const board = { questions: [example.id] };

/** Questions that people put together themselves, and keep for each other. */
export const ownActions: Contract<OwnActions>['actions'] = {
  'analytics.ask': {
    summary: 'Answers a question of one’s own: what is added up, by what, and of which values',
    rest: 'POST /analytics/ask',
    status: 200,
    access: everyones,
    refusals: refused,
    params: shape<ParamsOf<'analytics.ask'>>({ ...askedInBody, question: ownQuestion().required() }),
    result: answerResult(),
    example: { params: { question }, result: answer },
  },
  'analytics.answer': {
    summary: 'Answers a saved question',
    rest: 'GET /analytics/questions/{id}/answer',
    access: everyones,
    refusals: [...refused, 'QUESTION_UNKNOWN'],
    params: shape<ParamsOf<'analytics.answer'>>({ ...asked, id: id().required() }),
    result: answerResult(),
    table: 'items',
    example: { params: { id: example.id }, result: answer },
  },
  'analytics.questions': {
    summary: 'The questions that the tenant’s people have saved',
    rest: 'GET /analytics/questions',
    access: tenants,
    params: empty(),
    result: shape<{ items: readonly SavedQuestion[] }>({ items: Joi.array().items(saved).required() }),
    example: { params: {}, result: { items: [example] } },
  },
  'analytics.question': {
    summary: 'One saved question',
    rest: 'GET /analytics/questions/{id}',
    access: tenants,
    params: shape<{ id: string }>({ id: id().required() }),
    result: saved,
    example: { params: { id: example.id }, result: example },
  },
  'analytics.saveQuestion': {
    summary: 'Saves a question under a name, for everybody of the tenant',
    rest: 'POST /analytics/questions',
    access: tenants,
    params: shape<ParamsOf<'analytics.saveQuestion'>>({
      name: savedName().required(),
      question: ownQuestion().required(),
    }),
    result: saved,
    refusals: ['TOO_MANY_SAVED', 'QUESTION_NAME_TAKEN'],
    example: { params: { name: example.name, question }, result: example },
  },
  'analytics.changeQuestion': {
    summary: 'Changes a saved question, or its name',
    rest: 'PATCH /analytics/questions/{id}',
    access: tenants,
    params: shape<ParamsOf<'analytics.changeQuestion'>>({
      id: id().required(),
      name: savedName(),
      question: ownQuestion(),
    }),
    result: saved,
    refusals: ['QUESTION_UNKNOWN', 'QUESTION_NAME_TAKEN'],
    example: { params: { id: example.id, name: 'Best in Britain' }, result: { ...example, name: 'Best in Britain' } },
  },
  'analytics.removeQuestion': {
    summary: 'Removes a saved question',
    rest: 'DELETE /analytics/questions/{id}',
    access: tenants,
    params: shape<{ id: string }>({ id: id().required() }),
    result: empty(),
    refusals: ['QUESTION_UNKNOWN'],
    example: { params: { id: example.id }, result: {} },
  },
  'analytics.board': {
    summary: 'The board of whoever asks: saved questions, in the order in which they are shown',
    rest: 'GET /analytics/board',
    access: tenants,
    params: empty(),
    result: boardShown(),
    example: { params: {}, result: board },
  },
  'analytics.arrangeBoard': {
    summary: 'Puts saved questions on the board of whoever asks, in this order and no others',
    rest: 'PUT /analytics/board',
    access: tenants,
    params: boardShown(),
    result: boardShown(),
    example: { params: board, result: board },
  },
};
