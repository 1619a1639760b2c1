import type { ChangeProduct, NewProduct, Product, ProductImage, Variant } from '../../../../actors/catalog/contract.ts';
import { parseMoney, plainAmount } from '../../i18n/format.ts';

export type VariantForm = {
  /** Empty: it is new. */
  readonly sku: string;
  readonly vendorSku: string;
  /** Option -> value. */
  readonly chosen: Readonly<Record<string, string>>;
  /** As people type it, in the tenant's currency; empty: cannot be bought. */
  readonly price: string;
  readonly stocked: boolean;
};

export type OptionForm = {
  readonly name: string;
  /** Divided by commas, in the order they are shown. */
  readonly values: string;
};

/** A product as it is typed. */
export type ProductForm = {
  readonly title: string;
  readonly handle: string;
  readonly description: string;
  readonly categoryIds: readonly string[];
  readonly options: readonly OptionForm[];
  readonly variants: readonly VariantForm[];
  readonly images: readonly ProductImage[];
};

const newVariant: VariantForm = { sku: '', vendorSku: '', chosen: {}, price: '', stocked: true };

export const emptyForm: ProductForm = {
  ...{ title: '', handle: '', description: '', categoryIds: [], options: [], images: [] },
  variants: [newVariant],
};

export const formOf = (product: Product, currency: string): ProductForm => ({
  title: product.title,
  handle: product.handle,
  description: product.description,
  categoryIds: product.categoryIds,
  options: Object.entries(product.options).map(([name, values]) => ({ name, values: values.join(', ') })),
  images: product.images,
  variants: product.variants.map(({ sku, vendorSku, options, prices, stocked }) => {
    const price = prices[currency];
    return { sku, vendorSku, chosen: options, price: price === undefined ? '' : plainAmount(price, currency), stocked };
  }),
});

const valuesOf = ({ values }: OptionForm): readonly string[] => [
  ...new Set(
    values
      .split(',')
      .map((value) => value.trim())
      .filter(Boolean),
  ),
];

/** Options that have a name and values. */
export const optionsOf = (options: readonly OptionForm[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    options
      .map((option) => [option.name.trim(), valuesOf(option)] as const)
      .filter(([name, values]) => name !== '' && values.length > 0),
  );

type Chosen = Readonly<Record<string, string>>;

const combinations = (options: Readonly<Record<string, readonly string[]>>): readonly Chosen[] =>
  Object.entries(options).reduce<readonly Chosen[]>(
    (made, [name, values]) => made.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value }))),
    [{}],
  );

const keyOf = (chosen: Chosen, names: readonly string[]): string => names.map((name) => chosen[name] ?? '').join('\n');

/** A variant for each combination of values: those that are there stay, what is missing comes with the first one's price. */
export function allVariants({ options, variants }: Pick<ProductForm, 'options' | 'variants'>): readonly VariantForm[] {
  const wanted = optionsOf(options);
  const names = Object.keys(wanted);
  const known = new Map(variants.map((variant) => [keyOf(variant.chosen, names), variant]));
  const [first = newVariant] = variants;
  const made = combinations(wanted).map((chosen) => {
    const variant = known.get(keyOf(chosen, names));
    return variant ? { ...variant, chosen } : { ...newVariant, chosen, price: first.price };
  });
  // What was ever sold stays, also where its values are gone.
  const left = variants.filter((variant) => variant.sku !== '' && !made.some(({ sku }) => sku === variant.sku));
  return [...made, ...left];
}

function variantOf({ sku, vendorSku, chosen, price, stocked }: VariantForm, currency: string, known?: Variant) {
  const { [currency]: _, ...others } = known?.prices ?? {};
  const amount = parseMoney(price, currency);
  return {
    ...(sku !== '' && { sku }),
    ...(vendorSku.trim() !== '' && { vendorSku: vendorSku.trim() }),
    options: chosen,
    prices: { ...others, ...(amount !== undefined && { [currency]: amount }) },
    stocked,
  };
}

const fieldsOf = ({ title, handle, description, categoryIds, options, images }: ProductForm) => ({
  title: title.trim(),
  ...(handle.trim() !== '' && { handle: handle.trim() }),
  description: description.trim(),
  categoryIds,
  options: optionsOf(options),
  images,
});

export const newProductOf = (form: ProductForm, vendorId: string, currency: string): NewProduct => ({
  vendorId,
  ...fieldsOf(form),
  variants: form.variants.map((variant) => variantOf(variant, currency)),
});

export function changeOf(form: ProductForm, before: Product, currency: string): ChangeProduct {
  const known = new Map(before.variants.map((variant) => [variant.sku, variant]));
  const variants = form.variants.map((variant) => variantOf(variant, currency, known.get(variant.sku)));
  return { id: before.id, ...fieldsOf(form), variants };
}

const compared = ['title', 'handle', 'description', 'categoryIds', 'options', 'images', 'variants', 'status'] as const;

/** What somebody else changed of a product meanwhile; availability is nobody's change. */
export const changedFields = (before: Product, now: Product): readonly (typeof compared)[number][] =>
  compared.filter((field) => textOf(before[field]) !== textOf(now[field]));

const textOf = (value: unknown): string =>
  JSON.stringify(value, (field, inner: unknown) => (field === 'available' ? undefined : inner));
