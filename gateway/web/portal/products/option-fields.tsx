import { Plus, X } from 'lucide-react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { allVariants, type ProductForm } from './product-form.ts';

const mostOptions = 3;

/** What a shopper chooses by, and its values; each combination becomes a variant. */
export function OptionFields() {
  const { t } = useTranslation(['portal', 'common']);
  const { register, control, getValues, setValue } = useFormContext<ProductForm>();
  const { fields, append, remove } = useFieldArray<ProductForm, 'options'>({ control, name: 'options' });
  const make = () => setValue('variants', [...allVariants(getValues())], { shouldDirty: true, shouldTouch: true });
  return (
    <div className="stack">
      {fields.map(({ id }, place) => (
        <div key={id} className="option-row">
          <TextField label={t('products.option')} maxLength={50} required {...register(`options.${place}.name`)} />
          <TextField
            label={t('products.values')}
            placeholder={t('products.valuesHint')}
            required
            {...register(`options.${place}.values`)}
          />
          <Button kind="quiet" size="icon" aria-label={t('common:remove')} onClick={() => remove(place)}>
            <X aria-hidden size={16} />
          </Button>
        </div>
      ))}
      <div className="row">
        {fields.length < mostOptions && (
          <Button kind="plain" size="small" onClick={() => append({ name: '', values: '' })}>
            <Plus aria-hidden size={16} /> {t('products.addOption')}
          </Button>
        )}
        {fields.length > 0 && (
          <Button kind="plain" size="small" onClick={make}>
            {t('products.makeVariants')}
          </Button>
        )}
      </div>
    </div>
  );
}
