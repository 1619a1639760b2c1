/** Currency -> minor units. */
export type Prices = Readonly<Record<string, number>>;

/** A typed attribute: text, number, yes/no or a list of texts. */
export type AttributeValue = string | number | boolean | readonly string[];

/** `url`: of anywhere by http(s), or where `media` put it (`/v1/media/...`). `alt`: what is to be seen, perhaps nothing. */
export type ProductImage = { readonly url: string; readonly alt: string };

export type NewVariant = {
  /** Default: a code made from the handle and the sku. */
  readonly vendorSku?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly prices: Prices;
  readonly stocked?: boolean;
};

export type NewProduct = {
  readonly vendorId: string;
  readonly title: string;
  readonly handle?: string;
  readonly description?: string;
  readonly categoryIds?: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly images?: readonly ProductImage[];
  readonly options?: Readonly<Record<string, readonly string[]>>;
  readonly variants: readonly NewVariant[];
};

/** A variant with a known `sku` changes it, one without is added; a variant left out stays as it is. */
export type ChangeProduct = Partial<Omit<NewProduct, 'vendorId' | 'variants'>> & {
  readonly id: string;
  readonly variants?: readonly (Partial<NewVariant> & { readonly sku?: string })[];
};
