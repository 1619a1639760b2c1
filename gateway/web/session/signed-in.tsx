import { type ReactNode, useEffect } from 'react';
import type { Account } from '../../../actors/customers/contract.ts';
import { PageWaiting } from '../frame/page-waiting.tsx';
import { signInPath, useAccount } from './session.ts';

type SignedInProps = { readonly face?: string; readonly children: (account: Account) => ReactNode };

/** What only somebody who is signed in can see; a visitor is led to sign in, and back. */
export function SignedIn({ face, children }: SignedInProps) {
  const account = useAccount();
  useEffect(() => {
    if (account === null) location.replace(signInPath(face));
  }, [account, face]);
  return account ? children(account) : <PageWaiting />;
}
