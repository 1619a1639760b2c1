import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, handle, id, shape, text } from '../runtime/schemas.ts';
import type { CatalogActions, Category } from './contract.ts';

type CategoryAction = 'categories' | 'addCategory' | 'changeCategory' | 'categoryId' | 'unknownCategories';
type CategoryActions = Pick<CatalogActions, `catalog.${CategoryAction}`>;
type Params<Name extends keyof CategoryActions> = CategoryActions[Name]['params'];

const name = () => text(100);

const categorySchema = shape<Category>({
  id: id().required(),
  handle: handle().required(),
  name: name().required(),
  parentId: id(),
  path: Joi.array().items(id()).required(),
});

const exampleCategory: Category = {
  id: 'cat_2b8n5v1c7x4m9q3k6t0r',
  handle: 'shirts',
  name: 'Shirts',
  parentId: 'cat_9q3k6t0r2b8n5v1c7x4m',
  path: ['cat_9q3k6t0r2b8n5v1c7x4m', 'cat_2b8n5v1c7x4m9q3k6t0r'],
};

export const categoryActions: Contract<CategoryActions>['actions'] = {
  'catalog.categories': {
    summary: 'Every category of the tenant',
    rest: 'GET /categories',
    access: { all: ['anyone'] },
    params: empty(),
    result: shape<{ items: readonly Category[] }>({ items: Joi.array().items(categorySchema).required() }),
    example: { params: {}, result: { items: [exampleCategory] } },
  },
  'catalog.addCategory': {
    summary: 'Adds a category',
    rest: 'POST /categories',
    status: 201,
    access: { all: ['operator'] },
    params: shape<Params<'catalog.addCategory'>>({
      name: name().required(),
      handle: handle(),
      parentId: id(),
    }),
    result: categorySchema,
    example: { params: { name: 'Shirts', parentId: 'cat_9q3k6t0r2b8n5v1c7x4m' }, result: exampleCategory },
    refusals: ['TOO_MANY_CATEGORIES', 'PARENT_UNKNOWN', 'TOO_DEEP', 'HANDLE_TAKEN'],
  },
  'catalog.changeCategory': {
    summary: 'Renames or moves a category; all below it moves along',
    rest: 'PATCH /categories/{id}',
    access: { all: ['operator'] },
    params: shape<Params<'catalog.changeCategory'>>({
      id: id().required(),
      name: name(),
      handle: handle(),
      parentId: id().allow(null),
    }),
    result: categorySchema,
    example: {
      params: { id: exampleCategory.id, name: 'Shirts & tops' },
      result: { ...exampleCategory, name: 'Shirts & tops' },
    },
    refusals: ['CATEGORY_UNKNOWN', 'PARENT_UNKNOWN', 'CATEGORY_CIRCLE', 'TOO_DEEP', 'HANDLE_TAKEN'],
  },
  'catalog.categoryId': {
    summary: 'The id of a category that is named by its id or handle',
    access: internal,
    params: shape<{ idOrHandle: string }>({ idOrHandle: Joi.string().max(128).required() }),
    result: shape<{ id?: string }>({ id: id() }),
  },
  'catalog.unknownCategories': {
    summary: 'Which of these categories the tenant does not have',
    access: internal,
    params: shape<{ ids: readonly string[] }>({ ids: Joi.array().items(id()).max(20).required() }),
    result: shape<{ unknown: readonly string[] }>({ unknown: Joi.array().items(id()).required() }),
  },
};
