import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, id, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import { categoryActions } from './category.schemas.ts';
import type { CatalogActions } from './contract.ts';
import {
  changeProductSchema,
  exampleProduct,
  newProductSchema,
  offersSchema,
  productNameSchema,
  productSchema,
} from './product.schemas.ts';
import { sheetActions } from './sheet-actions.schemas.ts';

type Params<Name extends keyof CatalogActions> = CatalogActions[Name]['params'];

const byId = shape<{ id: string }>({ id: id().required() });
const proposal = { id: id().required(), proposal: Joi.number().integer().min(1).required() };
const skus = Joi.array().items(id()).max(2_000).required();

const variantRefusals = [
  'TOO_MANY_VARIANTS',
  'OPTION_UNKNOWN',
  'OPTION_MISSING',
  'OPTION_VALUE_UNKNOWN',
  'VARIANT_TWICE',
  'VENDOR_SKU_TAKEN',
] as const;

const { id: productId, vendorId, title, description, options } = exampleProduct;

export const catalogContract: Contract<CatalogActions> = {
  area: 'catalog',
  codes: {
    UNKNOWN_PRODUCT: ['NotFound', 'There is no such product.'],
    CHANGE_PENDING: ['Conflict', 'An earlier change of the product still waits for its names; try again in a moment.'],
    LIMIT_REACHED: "The tenant's plan allows no more products.",
    HANDLE_TAKEN: 'Another product or category has this handle.',
    VENDOR_SKU_TAKEN: 'Another variant of this vendor has this code.',
    SKU_UNKNOWN: ['Invalid', 'The product has no variant with this sku; leave the sku out to add one.'],
    TOO_MANY_VARIANTS: 'A product has at most 100 variants; none is ever removed.',
    OPTION_UNKNOWN: ['Invalid', 'A variant names an option that the product does not have.'],
    OPTION_MISSING: ['Invalid', 'A variant must name a value for every option of the product.'],
    OPTION_VALUE_UNKNOWN: ['Invalid', 'A variant names a value that its option does not have.'],
    VARIANT_TWICE: ['Invalid', 'Two variants have the same values for all options.'],
    VENDOR_NOT_APPROVED: 'The vendor may draft but not publish until the operator has approved it.',
    NOT_SELLABLE: 'At least one variant must have a price before the product can be published.',
    CATEGORY_UNKNOWN: ['NotFound', 'There is no such category.'],
    PARENT_UNKNOWN: ['Invalid', 'There is no category with the id given as `parentId`.'],
    CATEGORY_CIRCLE: 'A category cannot be moved below itself.',
    TOO_DEEP: 'Categories are nested at most 10 deep.',
    TOO_MANY_CATEGORIES: 'A tenant has at most 5 000 categories.',
    SHEET_EMPTY: ['Invalid', 'A sheet has at least one product.'],
    SHEET_TOO_LONG: ['Invalid', 'A sheet has at most 200 products; more of them are several sheets.'],
    TOO_MANY_SHEETS: ['Overloaded', 'Ten sheets of the vendor are under way; try again when one is done.'],
  },
  actions: {
    'catalog.create': {
      summary: 'Drafts a product of a vendor',
      rest: 'POST /products',
      status: 201,
      waits: true,
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: newProductSchema,
      result: productSchema,
      example: {
        params: {
          vendorId,
          title,
          handle: 'blue-shirt',
          description,
          categoryIds: exampleProduct.categoryIds,
          attributes: exampleProduct.attributes,
          images: exampleProduct.images,
          options,
          variants: [
            { vendorSku: 'BS-S', options: { Size: 'S' }, prices: { EUR: 2_900 } },
            { vendorSku: 'BS-M', options: { Size: 'M' }, prices: { EUR: 2_900 } },
          ],
        },
        result: exampleProduct,
      },
      refusals: ['LIMIT_REACHED', 'HANDLE_TAKEN', ...variantRefusals],
    },
    'catalog.change': {
      summary: 'Changes a product: what is left out stays as it is',
      rest: 'PATCH /products/{id}',
      waits: true,
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: changeProductSchema,
      result: productSchema,
      example: {
        params: {
          id: productId,
          title: 'Blue shirt, long',
          variants: [{ sku: `${productId}-1`, prices: { EUR: 3_100 } }],
        },
        result: {
          ...exampleProduct,
          title: 'Blue shirt, long',
          variants: exampleProduct.variants.map((variant, place) =>
            place === 0 ? { ...variant, prices: { EUR: 3_100 } } : variant,
          ),
        },
      },
      refusals: ['CHANGE_PENDING', 'UNKNOWN_PRODUCT', 'SKU_UNKNOWN', 'HANDLE_TAKEN', ...variantRefusals],
    },
    'catalog.publish': {
      summary: 'Puts a product on sale',
      rest: 'POST /products/{id}/publish',
      status: 200,
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: byId,
      result: productSchema,
      example: { params: { id: productId }, result: { ...exampleProduct, status: 'published' } },
      refusals: [
        'CHANGE_PENDING',
        'UNKNOWN_PRODUCT',
        'HANDLE_TAKEN',
        'VENDOR_SKU_TAKEN',
        'VENDOR_NOT_APPROVED',
        'NOT_SELLABLE',
      ],
    },
    'catalog.archive': {
      summary: 'Takes a product off sale; publishing brings it back',
      rest: 'POST /products/{id}/archive',
      status: 200,
      access: { all: ['operator'], own: ['owner', 'manager'] },
      params: byId,
      result: productSchema,
      example: { params: { id: productId }, result: { ...exampleProduct, status: 'archived' } },
      refusals: ['CHANGE_PENDING', 'UNKNOWN_PRODUCT', 'HANDLE_TAKEN', 'VENDOR_SKU_TAKEN'],
    },
    'catalog.product': {
      summary: 'A product of any status',
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
      params: byId,
      result: productSchema,
    },
    'catalog.ofVendor': {
      summary: "A vendor's products of any status, newest first",
      rest: 'GET /vendors/{id}/products',
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
      params: shape<Params<'catalog.ofVendor'>>({
        id: id().required(),
        status: Joi.string().valid('draft', 'published', 'archived'),
        ...pageParams,
      }),
      result: pageOf(productSchema),
      example: { params: { id: vendorId, status: 'draft' }, result: { items: [exampleProduct] } },
    },
    'catalog.offers': {
      summary: 'What buyers of these variants must know',
      access: internal,
      params: shape<Params<'catalog.offers'>>({ skus }),
      result: offersSchema,
    },
    'catalog.offersOf': {
      summary: 'What buyers of these variants of one product must know',
      access: internal,
      params: shape<Params<'catalog.offersOf'>>({ productId: id().required(), skus }),
      result: offersSchema,
    },
    ...categoryActions,
    ...sheetActions,
    'catalog.accept': {
      summary: 'Every name a product asked for is its own',
      access: internal,
      params: shape<Params<'catalog.accept'>>(proposal),
      result: empty(),
    },
    'catalog.refuse': {
      summary: 'A name a product asked for is taken',
      access: internal,
      params: shape<Params<'catalog.refuse'>>({
        ...proposal,
        taken: Joi.array().items(productNameSchema).max(101).required(),
      }),
      result: empty(),
    },
  },
};
