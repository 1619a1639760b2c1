import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Banknote, Boxes, ClipboardList, LayoutDashboard, Package, Settings, Sheet, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { WorkFrame } from '../frame/work-frame.tsx';
import type { Place } from '../frame/work-nav.tsx';
import { useAccount } from '../session/session.ts';
import { waitingIn } from './orders/orders.ts';
import { useNotice } from './orders/use-notice.ts';
import { useOrderBell } from './orders/use-order-bell.ts';
import { chooseShop, keptShop } from './own-shop.ts';
import { fulfilmentsOf } from './shop-data.ts';
import { useStockBell } from './stock/use-stock-bell.ts';

/** The portal around its pages: where one can go, what one can do by name, and the bell of new orders. */
export function PortalFrame() {
  const { t } = useTranslation('portal');
  const account = useAccount();
  const navigate = useNavigate();
  const vendorId = account ? chooseShop(account.staff, keptShop()) : undefined;
  const places = usePlaces(vendorId);
  const notice = useNotice(t('name'));
  useOrderBell(vendorId, notice);
  useStockBell(vendorId, notice);
  if (vendorId === undefined) return <WorkFrame space="portal" home="/vendor" />;
  const go = (to: string) => () => void navigate({ to });
  const commands = [
    ...places.map(({ to, label }) => ({ id: to, label, run: go(to) })),
    { id: 'new', label: t('products.new'), also: 'create add', run: go('/vendor/products/new') },
    { id: 'shop', label: t('nav.public'), run: () => location.assign(`/vendors/${vendorId}`) },
  ];
  return <WorkFrame space="portal" home="/vendor" places={places} commands={commands} />;
}

function usePlaces(vendorId: string | undefined): readonly Place[] {
  const { t } = useTranslation('portal');
  const waiting = useQuery({ ...fulfilmentsOf(vendorId ?? ''), enabled: vendorId !== undefined });
  if (vendorId === undefined) return [];
  return [
    { to: '/vendor', label: t('nav.today'), icon: LayoutDashboard },
    { to: '/vendor/orders', label: t('nav.orders'), icon: ClipboardList, count: waitingIn(waiting.data ?? []) },
    { to: '/vendor/products', label: t('nav.products'), icon: Package },
    { to: '/vendor/sheet', label: t('nav.sheet'), icon: Sheet },
    { to: '/vendor/stock', label: t('nav.stock'), icon: Boxes },
    { to: '/vendor/money', label: t('nav.money'), icon: Banknote },
    { to: '/vendor/team', label: t('nav.team'), icon: Users },
    { to: '/vendor/settings', label: t('nav.settings'), icon: Settings },
  ];
}
