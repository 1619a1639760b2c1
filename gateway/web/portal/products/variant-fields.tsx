import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../i18n/format.ts';
import type { ProductForm } from './product-form.ts';

/** Prices and codes, one row a variant. A variant is never removed: orders find what they sold. */
export function VariantFields({ currency }: { readonly currency: string }) {
  const { t } = useTranslation('portal');
  const variants = useWatch<ProductForm, 'variants'>({ name: 'variants' });
  return (
    <div className="table-scroll">
      <table className="table variants">
        <thead>
          <tr>
            <th scope="col">{t('products.variant')}</th>
            <th scope="col">{t('products.priceIn', { currency })}</th>
            <th scope="col">{t('products.code')}</th>
            <th scope="col">{t('products.stocked')}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ sku, chosen }, place) => {
            const name = Object.values(chosen).join(' · ') || t('products.only');
            return <VariantRow key={sku || name} name={name} place={place} currency={currency} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { readonly name: string; readonly place: number; readonly currency: string };

function VariantRow({ name, place, currency }: RowProps) {
  const { t } = useTranslation('portal');
  const { register, formState } = useFormContext<ProductForm>();
  const wrong = formState.errors.variants?.[place]?.price;
  const stocked = register(`variants.${place}.stocked`);
  const isPrice = (typed: string) => typed.trim() === '' || parseMoney(typed, currency) !== undefined;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <input
          className="input numbers"
          inputMode="decimal"
          aria-label={`${t('products.price')}, ${name}`}
          aria-invalid={wrong !== undefined}
          {...register(`variants.${place}.price`, { validate: isPrice })}
        />
        {wrong && (
          <p className="wrong small" role="alert">
            {t('products.noPrice')}
          </p>
        )}
      </td>
      <td>
        <input
          className="input"
          aria-label={`${t('products.code')}, ${name}`}
          maxLength={64}
          {...register(`variants.${place}.vendorSku`)}
        />
      </td>
      <td>
        <input type="checkbox" className="tick" aria-label={`${t('products.stocked')}, ${name}`} {...stocked} />
      </td>
    </tr>
  );
}
