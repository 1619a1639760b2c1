import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../../actors/catalog/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Notice, ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { useKeys } from '../../frame/keys.ts';
import type { OwnShopAbout } from '../own-shop.tsx';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';
import { EditorFields } from './editor-fields.tsx';
import { changedFields, changeOf, emptyForm, formOf, newProductOf, type ProductForm } from './product-form.ts';
import { ProductStanding } from './product-standing.tsx';
import { putProduct } from './put-product.ts';

type EditorProps = { readonly about: OwnShopAbout; readonly product: Product | undefined };

/** A product as a form. What is typed is kept as a draft until it is saved; Ctrl-S saves. */
export function ProductEditor({ about, product }: EditorProps) {
  const { vendor, currency, may } = about;
  const of = product?.id ?? 'new';
  /** The product that the form began with. */
  const [base, setBase] = useState(product);
  const fresh = () => (product ? formOf(product, currency) : emptyForm);
  const form = useForm<ProductForm>({ defaultValues: findDraft(of) ?? fresh() });
  const isDraft = useDraft(of, form.watch);
  const begin = () => {
    dropDraft(of);
    setBase(product);
    form.reset(fresh());
  };
  const saving = useSaving(about, base, (saved) => {
    dropDraft(of);
    setBase(saved);
    form.reset(formOf(saved, currency));
  });
  const save = form.handleSubmit((given) => saving.mutate(given));
  useKeys({ 'mod+s': () => void save() });
  const others = base && product ? changedFields(base, product) : [];
  return (
    <FormProvider {...form}>
      <form className="stack editor" onSubmit={save} inert={!may('sell')}>
        {product && <ProductStanding product={product} />}
        {others.length > 0 && <Others fields={others} onTake={begin} />}
        {saving.error && <ProblemView error={saving.error} />}
        <EditorFields vendorId={vendor.id} currency={currency} />
        <Foot isNew={!product} isDraft={isDraft} busy={saving.isPending} onDiscard={begin} />
      </form>
    </FormProvider>
  );
}

type OthersProps = { readonly fields: ReturnType<typeof changedFields>; readonly onTake: () => void };

/** What came in between: whoever saves should know. */
const Others = ({ fields, onTake }: OthersProps) => {
  const { t } = useTranslation('portal');
  return (
    <Notice tone="warn" live>
      <p>{t('products.others', { fields: fields.map((field) => t(`products.field.${field}`)).join(', ') })}</p>
      <Button size="small" kind="plain" onClick={onTake}>
        {t('products.takeTheirs')}
      </Button>
    </Notice>
  );
};

type FootProps = {
  readonly isNew: boolean;
  readonly isDraft: boolean;
  readonly busy: boolean;
  readonly onDiscard: () => void;
};

const Foot = ({ isNew, isDraft, busy, onDiscard }: FootProps) => {
  const { t } = useTranslation(['portal', 'common']);
  return (
    <div className="row editor-foot">
      <Button type="submit" busy={busy} aria-keyshortcuts="Control+S">
        {t(isNew ? 'products.create' : 'common:save')}
      </Button>
      {isDraft && (
        <Button kind="quiet" onClick={onDiscard}>
          {t('products.discard')}
        </Button>
      )}
    </div>
  );
};

type Watch = ReturnType<typeof useForm<ProductForm>>['watch'];

/** Keeps what is typed; true once there is a draft. */
function useDraft(of: string, watch: Watch): boolean {
  const [isKept, setKept] = useState(() => findDraft(of) !== undefined);
  useEffect(() => {
    const { unsubscribe } = watch((typed, { type }) => {
      if (type === undefined) return setKept(findDraft(of) !== undefined);
      keepDraft(of, typed as ProductForm);
      return setKept(true);
    });
    return unsubscribe;
  }, [of, watch]);
  return isKept;
}

function useSaving({ vendor, currency }: OwnShopAbout, base: Product | undefined, onSaved: (saved: Product) => void) {
  const { t } = useTranslation(['portal', 'common']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (form: ProductForm): Promise<Product> =>
      base
        ? ask('catalog.change', changeOf(form, base, currency))
        : ask('catalog.create', newProductOf(form, vendor.id, currency)),
    onSuccess: async (saved) => {
      onSaved(saved);
      showToast(t('common:saved'));
      putProduct(queries, saved);
      if (base) return;
      void queries.invalidateQueries({ queryKey: ['catalog.ofVendor'] });
      await navigate({ to: '/vendor/products/$id', params: { id: saved.id } });
    },
  });
}
