import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Fulfilment } from '../../../../actors/fulfilments/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import type { OwnShopAbout } from '../own-shop.tsx';

type CancelDialogProps = { readonly parcel: Fulfilment; readonly about: OwnShopAbout; readonly onClose: () => void };

/** Says what it does before it does it: the shopper is paid back, the units are on sale again. */
export function CancelDialog({ parcel, about, onClose }: CancelDialogProps) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const cancelling = useMutation({
    mutationFn: () => ask('orders.cancelPart', { id: parcel.orderId, vendorId: about.vendor.id }),
    onSuccess: () => {
      showToast(t('orders.now.cancelled', { number: parcel.orderNumber }));
      void queries.invalidateQueries({ queryKey: ['fulfilments.ofVendor'] });
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={t('orders.cancel')} about={t('orders.cancelAbout')}>
      <div className="stack">
        {cancelling.error && <ProblemView error={cancelling.error} />}
        <Button kind="danger" busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {t('orders.cancelYes', { number: parcel.orderNumber })}
        </Button>
      </div>
    </Dialog>
  );
}
