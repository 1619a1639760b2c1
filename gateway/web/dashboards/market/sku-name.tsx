import { partsOf } from '../../frame/sku.ts';
import type { Names } from '../names.ts';
import { ProductName } from './product-name.tsx';

/** The product of a sku, and which of its variants it is. */
export function SkuName({ sku, names }: { readonly sku: string; readonly names: Names }) {
  const { productId, variant } = partsOf(sku);
  return (
    <>
      <ProductName id={productId} names={names} /> <span className="soft small">{variant}</span>
    </>
  );
}
