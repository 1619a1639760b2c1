import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VendorOrder } from '../../../../actors/orders/contract.ts';
import type { PageOf } from '../../../../actors/runtime/contract.ts';
import { showToast } from '../../design/toast-list.ts';
import { useLive } from '../../live/live.ts';
import { isBellOn, ring } from './bell.ts';
import { KnownOrders } from './known-orders.ts';

/** Lists that an order changes. */
const changed = [
  'fulfilments.ofVendor',
  'orders.ofVendor',
  'inventory.ofVendor',
  'ledger.ofVendor',
  'ledger.statement',
];

/** Orders come by themselves: lists follow, the title counts what came while nobody looked, a bell rings if wanted. */
export function useOrderBell(vendorId: string | undefined): void {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const [unseen, setUnseen] = useState(0);
  const title = t('name');
  const refresh = () => {
    for (const name of changed) void queries.invalidateQueries({ queryKey: [name] });
  };
  const known = useRef(new KnownOrders());
  const tell = (count: number) => {
    refresh();
    if (count === 0) return;
    if (document.hidden) setUnseen((before) => before + count);
    if (isBellOn()) ring();
    showToast(t('bell.new', { count }));
  };
  useLive<PageOf<VendorOrder>>(vendorId && `vendor-orders:${vendorId}`, {
    state: ({ items }) => tell(known.current.seen(items.map(({ orderId }) => orderId))),
    changes: (changes) => tell(known.current.heard(changes)),
  });
  // What is sent follows from the order, a moment later.
  useLive(vendorId && `vendor-fulfilments:${vendorId}`, { state: refresh, changes: refresh });
  useEffect(() => {
    document.title = unseen > 0 ? `(${unseen}) ${title}` : title;
  }, [unseen, title]);
  useEffect(() => {
    const look = () => !document.hidden && setUnseen(0);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
}
