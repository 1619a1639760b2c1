import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { Checkbox, TextArea, TextField } from '../../design/field.tsx';
import { OptionFields } from './option-fields.tsx';
import { PictureFields } from './picture-fields.tsx';
import type { ProductForm } from './product-form.ts';
import { VariantFields } from './variant-fields.tsx';

type FieldsProps = { readonly vendorId: string; readonly currency: string };

export function EditorFields({ vendorId, currency }: FieldsProps) {
  const { t } = useTranslation('portal');
  const { register } = useFormContext<ProductForm>();
  return (
    <div className="editor-columns">
      <div className="stack">
        <section className="card stack">
          <TextField label={t('products.field.title')} required maxLength={200} {...register('title')} />
          <TextArea label={t('products.field.description')} maxLength={10_000} {...register('description')} />
          <TextField
            label={t('products.field.handle')}
            hint={t('products.handleHint')}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxLength={80}
            {...register('handle')}
          />
        </section>
        <section className="card stack">
          <h2>{t('products.field.variants')}</h2>
          <OptionFields />
          <VariantFields currency={currency} />
        </section>
      </div>
      <div className="stack">
        <PictureFields vendorId={vendorId} />
        <CategoryFields />
      </div>
    </div>
  );
}

/** The tree as it is, indented; a product may lie on several shelves. */
function CategoryFields() {
  const { t } = useTranslation('portal');
  const { setValue } = useFormContext<ProductForm>();
  const chosen = useWatch<ProductForm, 'categoryIds'>({ name: 'categoryIds' });
  const tree = useQuery(asked('catalog.categories', {}));
  const names = new Map((tree.data?.items ?? []).map(({ id, name }) => [id, name]));
  const sorted = (tree.data?.items ?? [])
    .map((category) => ({ ...category, place: category.path.map((id) => names.get(id)).join(' / ') }))
    .sort((a, b) => a.place.localeCompare(b.place));
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    setValue('categoryIds', next, { shouldDirty: true, shouldTouch: true });
  };
  return (
    <fieldset className="card stack categories">
      <legend>{t('products.field.categoryIds')}</legend>
      {sorted.map(({ id, place }) => (
        <Checkbox key={id} label={place} checked={chosen.includes(id)} onChange={() => toggle(id)} />
      ))}
    </fieldset>
  );
}
