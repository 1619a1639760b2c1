import Joi from 'joi';
import { exampleProduct, productShape, variantShape } from '../catalog/product.schemas.ts';
import type { Contract } from '../runtime/contract.ts';
import { amount, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import type { FindProducts, ListedProduct, Narrowing, ProductSort, SearchActions } from './contract.ts';
import { exampleFacets, exampleSuggestions, facetsSchema, suggestionsSchema } from './narrowing.schemas.ts';

/** Handles are written small; so are Souk's own ids. */
const idOrHandle = () => Joi.string().trim().lowercase().min(1).max(128);
const sorts: readonly ProductSort[] = ['relevance', 'newest', 'price', '-price', 'title'];

const listedProduct = shape<ListedProduct>({
  ...productShape,
  variants: Joi.array()
    .items(shape<ListedProduct['variants'][number]>({ ...variantShape, available: Joi.number().integer().min(0) }))
    .required(),
});

const listed: ListedProduct = {
  ...exampleProduct,
  status: 'published',
  variants: exampleProduct.variants.map((variant, place) => ({ ...variant, available: place === 0 ? 12 : 0 })),
};

const narrowing = {
  q: Joi.string().trim().allow('').max(200),
  category: idOrHandle(),
  vendor: idOrHandle(),
  minPrice: amount(),
  maxPrice: amount(),
  inStock: Joi.boolean(),
};

export const searchContract: Contract<SearchActions> = {
  area: 'search',
  codes: {},
  actions: {
    'search.products': {
      summary: 'Finds published products by words, category, vendor, price and stock',
      rest: 'GET /products',
      access: { all: ['anyone'] },
      params: shape<FindProducts>({
        ...narrowing,
        sort: Joi.string().valid(...sorts),
        ...pageParams,
      }),
      result: pageOf(listedProduct),
      example: {
        params: { q: 'blue shi', category: 'shirts', maxPrice: 5_000, inStock: true },
        result: { items: [listed] },
      },
    },
    'search.facets': {
      summary: 'How many products a search finds in each category, of each vendor and at which prices',
      rest: 'GET /search/facets',
      access: { all: ['anyone'] },
      params: shape<Narrowing>(narrowing),
      result: facetsSchema,
      example: { params: { q: 'shirt', inStock: true }, result: exampleFacets },
    },
    'search.suggestions': {
      summary: 'What somebody who types may mean: products, categories and vendors',
      rest: 'GET /search/suggestions',
      access: { all: ['anyone'] },
      params: shape<{ q: string }>({ q: Joi.string().trim().allow('').max(200).required() }),
      result: suggestionsSchema,
      example: { params: { q: 'blue shi' }, result: exampleSuggestions },
    },
    'search.product': {
      summary:
        'A product by its id or handle: published ones for anyone, any status for its own vendor and the operator',
      rest: 'GET /products/{idOrHandle}',
      access: { all: ['anyone'] },
      params: shape<{ idOrHandle: string }>({ idOrHandle: idOrHandle().required() }),
      result: listedProduct,
      example: { params: { idOrHandle: 'blue-shirt' }, result: listed },
    },
  },
};
