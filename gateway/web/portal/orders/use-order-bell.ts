import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VendorOrder } from '../../../../actors/orders/contract.ts';
import type { PageOf } from '../../../../actors/runtime/contract.ts';
import { useLive } from '../../live/live.ts';
import { KnownOrders } from './known-orders.ts';
import type { Notice } from './use-notice.ts';

/** Lists that an order changes. */
const changed = [
  'fulfilments.ofVendor',
  'orders.ofVendor',
  'inventory.ofVendor',
  'ledger.ofVendor',
  'ledger.statement',
];

/** Orders come by themselves: lists follow, and whoever works hears of it. */
export function useOrderBell(vendorId: string | undefined, notice: Notice): void {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const refresh = () => {
    for (const name of changed) void queries.invalidateQueries({ queryKey: [name] });
  };
  const known = useRef(new KnownOrders());
  const tell = (count: number) => {
    refresh();
    if (count > 0) notice(t('bell.new', { count }), { count });
  };
  useLive<PageOf<VendorOrder>>(vendorId && `vendor-orders:${vendorId}`, {
    state: ({ items }) => tell(known.current.seen(items.map(({ orderId }) => orderId))),
    changes: (changes) => tell(known.current.heard(changes)),
  });
  // What is sent follows from the order, a moment later.
  useLive(vendorId && `vendor-fulfilments:${vendorId}`, { state: refresh, changes: refresh });
}
