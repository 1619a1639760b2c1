import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../../actors/catalog/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Badge, ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { putProduct } from './put-product.ts';

/** Whether it is on sale, and the way to change that. */
export function ProductStanding({ product: { id, handle, status } }: { readonly product: Product }) {
  const { t } = useTranslation(['portal', 'common']);
  const queries = useQueryClient();
  const isOn = status === 'published';
  const moving = useMutation({
    mutationFn: (name: 'catalog.publish' | 'catalog.archive') => ask(name, { id }),
    onSuccess: (now, name) => {
      putProduct(queries, now);
      const back = name === 'catalog.publish' ? 'catalog.archive' : 'catalog.publish';
      const undo = { label: t('common:undo'), run: () => moving.mutate(back) };
      showToast(t(now.status === 'published' ? 'products.published' : 'products.archived', { count: 1 }), {
        action: undo,
      });
    },
  });
  return (
    <div className="row">
      <Badge tone={isOn ? 'good' : 'info'}>{t(`products.is.${status}`)}</Badge>
      <Button
        size="small"
        kind="plain"
        busy={moving.isPending}
        onClick={() => moving.mutate(isOn ? 'catalog.archive' : 'catalog.publish')}
      >
        {t(isOn ? 'products.archive' : 'products.publish')}
      </Button>
      {isOn && <a href={`/products/${handle}`}>{t('products.look')}</a>}
      {moving.error && <ProblemView error={moving.error} />}
    </div>
  );
}
