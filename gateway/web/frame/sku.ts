/** A sku is its product's id, and which of its variants it is. */
export const partsOf = (sku: string): { readonly productId: string; readonly variant: string } => {
  const dash = sku.lastIndexOf('-');
  return { productId: sku.slice(0, dash), variant: sku.slice(dash + 1) };
};
