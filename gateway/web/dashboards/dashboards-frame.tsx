import { useNavigate } from '@tanstack/react-router';
import {
  Activity,
  BellRing,
  Boxes,
  ChartLine,
  CreditCard,
  Footprints,
  LayoutGrid,
  type LucideIcon,
  MessageCircleQuestionMark,
  Package,
  Store,
  Users,
  Workflow,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { WorkFrame } from '../frame/work-frame.tsx';
import { useAccount } from '../session/session.ts';
import { type Scope, scopeOf } from './scope.ts';

type Section = readonly [
  (
    | 'live'
    | 'sales'
    | 'products'
    | 'customers'
    | 'visits'
    | 'stock'
    | 'vendors'
    | 'payments'
    | 'operation'
    | 'questions'
    | 'board'
    | 'alerts'
  ),
  LucideIcon,
  readonly Scope['sees'][],
];

const sections: readonly Section[] = [
  ['live', Activity, ['all', 'own']],
  ['sales', ChartLine, ['all', 'own']],
  ['products', Package, ['all', 'own']],
  ['customers', Users, ['all', 'own']],
  ['visits', Footprints, ['all']],
  ['stock', Boxes, ['all', 'own']],
  ['vendors', Store, ['all']],
  ['payments', CreditCard, ['all']],
  ['operation', Workflow, ['all', 'operation']],
  ['questions', MessageCircleQuestionMark, ['all', 'own']],
  ['board', LayoutGrid, ['all']],
  ['alerts', BellRing, ['all']],
];

/** The dashboards around their pages; what is chosen on one goes along to the next. */
export function DashboardsFrame() {
  const { t } = useTranslation('dashboards');
  const account = useAccount();
  const navigate = useNavigate();
  const scope: Scope = account ? scopeOf(account) : { sees: 'nothing' };
  const places = sections
    .filter(([, , seenBy]) => seenBy.includes(scope.sees))
    .map(([name, icon]) => ({
      to: name === 'live' ? '/dashboards' : `/dashboards/${name}`,
      label: t(`nav.${name}`),
      icon,
      keepsQuery: true,
    }));
  const commands = places.map(({ to, label }) => ({
    id: to,
    label,
    run: () => void navigate({ to, search: true as never }),
  }));
  return <WorkFrame space="dashboards" home="/dashboards" places={places} commands={commands} />;
}
