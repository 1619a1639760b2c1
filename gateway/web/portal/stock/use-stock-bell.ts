import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../live/live.ts';
import type { Notice } from '../orders/use-notice.ts';
import { lowOf } from '../shop-data.ts';
import { newlyLow } from './low.ts';

/** What begins to run out is told at once, on whichever page somebody works. */
export function useStockBell(vendorId: string | undefined, notice: Notice): void {
  const { t } = useTranslation('portal');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: low } = useQuery({ ...lowOf(vendorId ?? ''), enabled: vendorId !== undefined });
  const known = useRef<ReadonlySet<string>>(undefined);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['inventory.ofVendor'] });
  useLive(vendorId && `vendor-stock:${vendorId}`, { state: refresh, changes: refresh });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is compared with the one before, once.
  useEffect(() => {
    if (!low) return;
    const count = newlyLow(known.current, low.items).length;
    known.current = new Set(low.items.map(({ sku }) => sku));
    const look = { label: t('bell.look'), run: () => void navigate({ to: '/vendor/stock' }) };
    if (count > 0) notice(t('bell.low', { count }), { count, action: look });
  }, [low]);
}
