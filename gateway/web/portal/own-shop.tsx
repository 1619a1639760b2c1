import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../actors/customers/contract.ts';
import type { Vendor } from '../../../actors/vendors/contract.ts';
import { asked } from '../api/asked.ts';
import { Notice, ProblemView } from '../design/states.tsx';
import { PageWaiting } from '../frame/page-waiting.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { chooseShop, type Duty, keptShop, mayDo } from './own-shop.ts';
import './portal.css';

export type OwnShopAbout = {
  readonly account: Account;
  readonly vendor: Vendor;
  readonly currency: string;
  readonly may: (duty: Duty) => boolean;
};

type Children = { readonly children: (about: OwnShopAbout) => ReactNode };

/** What only somebody sees who works in a shop; whoever does not is led to open one. */
export const OwnShop = ({ children }: Children) => (
  <SignedIn face="/vendor">
    {(account) => {
      const vendorId = chooseShop(account.staff, keptShop());
      if (vendorId === undefined) return <Navigate to="/vendor/apply" replace />;
      return (
        <ShopOf account={account} vendorId={vendorId}>
          {children}
        </ShopOf>
      );
    }}
  </SignedIn>
);

type ShopOfProps = Children & { readonly account: Account; readonly vendorId: string };

function ShopOf({ account, vendorId, children }: ShopOfProps) {
  const vendor = useQuery(asked('vendors.get', { id: vendorId }));
  const tenant = useQuery(asked('tenants.own', {}));
  const failed = vendor.error ?? tenant.error;
  if (failed) return <ProblemView error={failed} onRetry={() => void vendor.refetch()} />;
  if (!vendor.data || !tenant.data) return <PageWaiting />;
  const role = account.staff[vendorId] ?? 'viewer';
  const may = (duty: Duty) => mayDo(role, duty);
  return (
    <div className="stack">
      <Standing vendor={vendor.data} />
      {children({ account, vendor: vendor.data, currency: tenant.data.currency, may })}
    </div>
  );
}

/** Why nothing can be sold now, if so. */
function Standing({ vendor: { status, reason = '' } }: { readonly vendor: Vendor }) {
  const { t } = useTranslation('portal');
  if (status === 'approved') return null;
  if (status === 'suspended') return <Notice tone="bad">{t('standing.suspended', { reason })}</Notice>;
  if (status === 'rejected') return <Notice tone="bad">{t('standing.rejected', { reason })}</Notice>;
  return <Notice tone="info">{t('standing.applied')}</Notice>;
}
