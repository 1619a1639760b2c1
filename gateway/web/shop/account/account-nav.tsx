import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../actors/customers/contract.ts';
import { SignedIn } from '../../session/signed-in.tsx';
import './account.css';

type AccountPageProps = { readonly title: string; readonly children: ReactNode | ((account: Account) => ReactNode) };

/** A page of somebody's own, beside the others of that kind. */
export function AccountPage({ title, children }: AccountPageProps) {
  const { t } = useTranslation('shop');
  const pages = [
    ['/account', t('account.title')],
    ['/account/orders', t('account.orders')],
    ['/account/addresses', t('account.addresses')],
  ] as const;
  return (
    <SignedIn>
      {(account) => (
        <div className="account">
          <nav className="account-nav" aria-label={t('account.title')}>
            {pages.map(([path, label]) => (
              <Link key={path} to={path} activeOptions={{ exact: true }}>
                {label}
              </Link>
            ))}
          </nav>
          <div className="stack">
            <h1>{title}</h1>
            {typeof children === 'function' ? children(account) : children}
          </div>
        </div>
      )}
    </SignedIn>
  );
}
