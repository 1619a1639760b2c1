import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Building2,
  ClipboardList,
  Flag,
  HeartPulse,
  LayoutDashboard,
  ListTodo,
  MailWarning,
  Network,
  Package,
  ScanSearch,
  Settings,
  Store,
  Users,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asked } from '../api/asked.ts';
import { WorkFrame } from '../frame/work-frame.tsx';
import type { Place } from '../frame/work-nav.tsx';
import { useAccount } from '../session/session.ts';

/** The console around its pages; each role is offered what it may ask. */
export function ConsoleFrame() {
  const navigate = useNavigate();
  const places = usePlaces();
  const go = ({ to, isElsewhere }: Place) => (isElsewhere ? location.assign(to) : void navigate({ to }));
  const commands = places.map((place) => ({ id: place.to, label: place.label, run: () => go(place) }));
  return <WorkFrame space="console" home="/console" places={places} commands={commands} />;
}

/** Jobs wait in queues where there is a Redis; they are of all marketplaces, and shown to people of the platform. */
function useHasQueues(isPlatform: boolean): boolean {
  const { data } = useQuery({ ...asked('ops.flags', {}), enabled: isPlatform });
  return data?.items.some(({ flags }) => flags.some(({ name, on }) => name === 'redis' && on)) ?? false;
}

function usePlaces(): readonly Place[] {
  const { t } = useTranslation('console');
  const account = useAccount();
  const hasQueues = useHasQueues(account?.roles.includes('platform') ?? false);
  if (!account) return [];
  const { roles } = account;
  const isOps = roles.includes('ops') || roles.includes('platform');
  return [
    { to: '/console', label: t('nav.today'), icon: LayoutDashboard },
    ...(roles.includes('operator')
      ? [
          { to: '/console/vendors', label: t('nav.vendors'), icon: Store },
          { to: '/console/orders', label: t('nav.orders'), icon: ClipboardList },
          { to: '/console/products', label: t('nav.products'), icon: Package },
          { to: '/console/customers', label: t('nav.customers'), icon: Users },
          { to: '/console/settings', label: t('nav.settings'), icon: Settings },
        ]
      : []),
    ...(roles.includes('platform') ? [{ to: '/console/tenants', label: t('nav.tenants'), icon: Building2 }] : []),
    ...(isOps
      ? [
          { to: '/console/health', label: t('nav.health'), icon: HeartPulse },
          { to: '/console/nodes', label: t('nav.nodes'), icon: Network },
          { to: '/console/flags', label: t('nav.flags'), icon: Flag },
          ...(hasQueues ? [{ to: '/console/jobs', label: t('nav.jobs'), icon: ListTodo, isElsewhere: true }] : []),
          { to: '/console/dead-letters', label: t('nav.deadLetters'), icon: MailWarning },
          { to: '/console/actors', label: t('nav.actors'), icon: ScanSearch },
        ]
      : []),
  ];
}
