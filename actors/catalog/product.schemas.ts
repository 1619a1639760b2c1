import Joi from 'joi';
import { mediaUrl } from '../media/words.schemas.ts';
import { amount, handle, id, instant, shape, text } from '../runtime/schemas.ts';
import type {
  AttributeValue,
  ChangeProduct,
  NewProduct,
  NewVariant,
  Offer,
  Prices,
  Product,
  ProductImage,
  ProductName,
  ProductStatus,
  Variant,
} from './contract.ts';

/** What people call an option or an attribute, up to 50 characters; `__proto__` would be no field but the object's own nature. */
const name = /^(?!__proto__$)\S(?:.{0,48}\S)?$/u;
const currencyCode = /^[A-Z]{3}$/;

const title = () => text(200);
const description = () => Joi.string().trim().allow('').max(10_000);
const vendorSku = () => text(64).normalize('NFC');
const status = () =>
  Joi.string().valid(...(['pending', 'draft', 'published', 'archived', 'refused'] satisfies ProductStatus[]));
const prices = () => Joi.object<Prices>().pattern(currencyCode, amount()).max(20);
const chosen = () => Joi.object<Variant['options']>().pattern(name, text(100)).max(3);

const attribute = (): Joi.Schema<AttributeValue> =>
  Joi.alternatives(
    text(500),
    Joi.number().strict(),
    Joi.boolean().strict(),
    Joi.array().items(text(100)).max(20).strict(),
  );

const imageUrl = () =>
  Joi.alternatives(
    Joi.string()
      .uri({ scheme: ['http', 'https'] })
      .max(2_000),
    mediaUrl(),
  );

const image = () =>
  shape<ProductImage>({ url: imageUrl().required(), alt: Joi.string().trim().allow('').max(300).default('') });

const details = {
  categoryIds: Joi.array().items(id()).max(20).unique(),
  attributes: Joi.object<Product['attributes']>().pattern(name, attribute()).max(50),
  images: Joi.array().items(image()).max(20),
  options: Joi.object<Product['options']>()
    .pattern(name, Joi.array().items(text(100)).min(1).max(50).unique())
    .max(3),
};

const variantFields = { vendorSku: vendorSku(), options: chosen(), prices: prices(), stocked: Joi.boolean() };

const newVariant = () => shape<NewVariant>({ ...variantFields, prices: prices().required() });
const changedVariant = () => shape<Partial<NewVariant> & { sku?: string }>({ ...variantFields, sku: id() });

export const newProductSchema = shape<NewProduct>({
  ...details,
  vendorId: id().required(),
  title: title().required(),
  handle: handle(),
  description: description(),
  variants: Joi.array().items(newVariant()).min(1).max(100).unique('vendorSku', { ignoreUndefined: true }).required(),
});

export const changeProductSchema = shape<ChangeProduct>({
  ...details,
  id: id().required(),
  title: title(),
  handle: handle(),
  description: description(),
  variants: Joi.array().items(changedVariant()).max(100).unique('sku', { ignoreUndefined: true }),
});

export const variantShape = {
  sku: id().required(),
  vendorSku: vendorSku().required(),
  options: chosen().required(),
  prices: prices().required(),
  stocked: Joi.boolean().required(),
};

export const productShape = {
  id: id().required(),
  vendorId: id().required(),
  handle: handle().required(),
  title: title().required(),
  description: description().required(),
  status: status().required(),
  categoryIds: details.categoryIds.required(),
  attributes: details.attributes.required(),
  images: details.images.required(),
  options: details.options.required(),
  variants: Joi.array().items(shape<Variant>(variantShape)).required(),
  createdAt: instant().required(),
};

export const productSchema = shape<Product>(productShape);

export const offersSchema = shape<{ offers: readonly Offer[] }>({
  offers: Joi.array()
    .items(
      shape<Offer>({
        ...variantShape,
        productId: id().required(),
        vendorId: id().required(),
        title: title().required(),
        onSale: Joi.boolean().required(),
      }),
    )
    .required(),
});

export const productNameSchema = shape<ProductName>({
  kind: Joi.string().valid('handle', 'vendorSku').required(),
  scope: id(),
  value: Joi.string().max(80).required(),
});

export const exampleProduct: Product = {
  id: 'prod_4k1v9q0m2x7c8r5t6w3z',
  vendorId: 'ven_7m2k4q9x1c5v8b3n6r0t',
  handle: 'blue-shirt',
  title: 'Blue shirt',
  description: 'Heavy cotton, cut straight.',
  status: 'draft',
  categoryIds: ['cat_2b8n5v1c7x4m9q3k6t0r'],
  attributes: { material: 'cotton', weight: 220, organic: true },
  images: [{ url: 'https://images.example/blue-shirt.jpg', alt: 'A blue shirt on a hanger' }],
  options: { Size: ['S', 'M'] },
  variants: [
    {
      sku: 'prod_4k1v9q0m2x7c8r5t6w3z-1',
      vendorSku: 'BS-S',
      options: { Size: 'S' },
      prices: { EUR: 2_900 },
      stocked: true,
    },
    {
      sku: 'prod_4k1v9q0m2x7c8r5t6w3z-2',
      vendorSku: 'BS-M',
      options: { Size: 'M' },
      prices: { EUR: 2_900 },
      stocked: true,
    },
  ],
  createdAt: '2026-11-22T09:00:00.000Z',
};
