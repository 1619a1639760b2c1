import Joi from 'joi';
import { exampleProduct } from '../catalog/product.schemas.ts';
import { amount, handle, id, shape, text } from '../runtime/schemas.ts';
import type { Facets, PriceRange, Suggestions } from './contract.ts';

const count = () => Joi.number().integer().min(0).required();
const list = <Item>(item: Joi.Schema<Item>, most: number) => Joi.array().items(item).max(most).required();
const named = () =>
  shape<Suggestions['vendors'][number]>({
    id: id().required(),
    handle: handle().required(),
    name: text(100).required(),
  });

export const facetsSchema = shape<Facets>({
  total: count(),
  inStock: count(),
  isComplete: Joi.boolean().required(),
  categories: list(shape<Facets['categories'][number]>({ id: id().required(), count: count() }), 100),
  vendors: list(
    shape<Facets['vendors'][number]>({ id: id().required(), name: text(80).required(), count: count() }),
    20,
  ),
  prices: list(shape<PriceRange>({ from: amount().required(), to: amount(), count: count() }), 5),
});

export const suggestionsSchema = shape<Suggestions>({
  products: list(
    shape<Suggestions['products'][number]>({
      id: id().required(),
      handle: handle().required(),
      title: text(200).required(),
      image: Joi.string().max(2_000),
    }),
    6,
  ),
  categories: list(named(), 4),
  vendors: list(named(), 4),
});

const [shirts = ''] = exampleProduct.categoryIds;

export const exampleFacets: Facets = {
  total: 9,
  inStock: 9,
  isComplete: true,
  categories: [{ id: shirts, count: 9 }],
  vendors: [{ id: exampleProduct.vendorId, name: 'North Wind', count: 9 }],
  prices: [
    { from: 0, to: 2_000, count: 4 },
    { from: 2_000, count: 5 },
  ],
};

const { id: productId, handle: productHandle, title } = exampleProduct;

export const exampleSuggestions: Suggestions = {
  products: [{ id: productId, handle: productHandle, title }],
  categories: [{ id: shirts, handle: 'shirts', name: 'Shirts' }],
  vendors: [],
};
