import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../actors/customers/contract.ts';
import { asked } from '../api/asked.ts';
import { Empty, ProblemView } from '../design/states.tsx';
import { PageWaiting } from '../frame/page-waiting.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { type Scope, scopeOf, vendorIn } from './scope.ts';
import { useView, type Viewing } from './use-view.ts';
import './dashboards.css';

/** What a page of figures is drawn from. */
export type BoardAbout = Viewing & {
  readonly scope: Scope;
  /** That amounts are shown in. */
  readonly currency: string;
};

type BoardProps = {
  /** Whose page it is. */
  readonly sees: readonly Scope['sees'][];
  readonly children: (about: BoardAbout) => ReactNode;
};

/** What only somebody sees who may see figures; whoever sees less of them is led to what they see. */
export const Board = (props: BoardProps) => (
  <SignedIn face="/dashboards">{(account) => <BoardOf {...props} account={account} />}</SignedIn>
);

function BoardOf({ sees, children, account }: BoardProps & { readonly account: Account }) {
  const viewing = useView();
  const tenant = useQuery(asked('tenants.own', {}));
  const scope = scopeOf(account);
  if (scope.sees === 'nothing') return <NothingToSee />;
  if (!sees.includes(scope.sees)) {
    return <Navigate to={scope.sees === 'operation' ? '/dashboards/operation' : '/dashboards'} replace />;
  }
  if (tenant.error) return <ProblemView error={tenant.error} onRetry={() => void tenant.refetch()} />;
  if (!tenant.data) return <PageWaiting />;
  const { vendor: wished, ...view } = viewing.view;
  const vendor = vendorIn(scope, wished);
  const currency = view.currency ?? tenant.data.currency;
  const about = { ...viewing, view: { ...view, ...(vendor && { vendor }) }, scope, currency };
  return <div className="stack board">{children(about)}</div>;
}

function NothingToSee() {
  const { t } = useTranslation('dashboards');
  return (
    <Empty icon={Lock} title={t('nobody.title')}>
      <p>{t('nobody.about')}</p>
    </Empty>
  );
}
