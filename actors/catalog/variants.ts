import { type Refusal, refuse } from '../runtime/decider.ts';
import type { ChangeProduct, NewVariant, Product, Variant } from './contract.ts';
import { skuOf, vendorSkuFrom } from './names.ts';

export const maxVariants = 100;

export type VariantRefusal =
  | 'SKU_UNKNOWN'
  | 'TOO_MANY_VARIANTS'
  | 'OPTION_UNKNOWN'
  | 'OPTION_MISSING'
  | 'OPTION_VALUE_UNKNOWN'
  | 'VARIANT_TWICE'
  | 'VENDOR_SKU_TAKEN';

type Refused = Refusal<VariantRefusal> | undefined;
type VariantChange = NonNullable<ChangeProduct['variants']>[number];

/** The nth variant ever made of a product; none is ever removed, so that orders find what they sold. */
export const newVariant = (product: Product, n: number, asked: Partial<NewVariant>): Variant => ({
  sku: skuOf(product.id, n),
  vendorSku: asked.vendorSku ?? vendorSkuFrom(product.handle, product.id, n),
  options: asked.options ?? {},
  prices: asked.prices ?? {},
  stocked: asked.stocked ?? true,
});

/** A change with a sku changes that variant, one without adds a variant. */
export function changeVariants(product: Product, changes: readonly VariantChange[]): readonly Variant[] {
  const variants = [...product.variants];
  for (const { sku, ...asked } of changes) {
    const place = variants.findIndex((variant) => variant.sku === sku);
    const variant = variants[place];
    if (variant) variants[place] = { ...variant, ...asked };
    else variants.push(newVariant(product, variants.length + 1, asked));
  }
  return variants;
}

export function findUnknownSku(product: Product, changes: readonly VariantChange[]): Refused {
  const known = new Set(product.variants.map(({ sku }) => sku));
  const unknown = changes.find(({ sku }) => sku !== undefined && !known.has(sku));
  return unknown && refuse('SKU_UNKNOWN', { sku: unknown.sku });
}

/**
 * Precedence: too many variants, option unknown, option missing, value unknown, two alike, a code twice. What is wrong with
 * the options of one variant comes before what is wrong with the next.
 */
export function findVariantProblem(product: Product): Refused {
  if (product.variants.length > maxVariants) return refuse('TOO_MANY_VARIANTS', { max: maxVariants });
  for (const variant of product.variants) {
    const problem = findOptionProblem(product.options, variant);
    if (problem) return problem;
  }
  return findDouble(product);
}

function findOptionProblem(options: Product['options'], { sku, options: chosen }: Variant): Refused {
  // `hasOwn`: an option may be called `constructor`.
  const unknown = Object.keys(chosen).find((option) => !Object.hasOwn(options, option));
  if (unknown !== undefined) return refuse('OPTION_UNKNOWN', { sku, option: unknown });
  for (const [option, values] of Object.entries(options)) {
    if (!Object.hasOwn(chosen, option)) return refuse('OPTION_MISSING', { sku, option });
    const value = chosen[option];
    if (value !== undefined && !values.includes(value)) return refuse('OPTION_VALUE_UNKNOWN', { sku, option, value });
  }
  return undefined;
}

function findDouble({ options, variants }: Product): Refused {
  const names = Object.keys(options);
  const combination = ({ options: chosen }: Variant) => JSON.stringify(names.map((option) => chosen[option]));
  const twin = secondOf(variants, combination);
  if (twin) return refuse('VARIANT_TWICE', { sku: twin.sku, options: twin.options });
  const sameCode = secondOf(variants, ({ vendorSku }) => vendorSku);
  return sameCode && refuse('VENDOR_SKU_TAKEN', { vendorSkus: [sameCode.vendorSku] });
}

function secondOf(variants: readonly Variant[], keyOf: (variant: Variant) => string): Variant | undefined {
  const seen = new Set<string>();
  return variants.find((variant) => {
    const key = keyOf(variant);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
