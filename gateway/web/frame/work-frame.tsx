import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonLook } from '../design/button.tsx';
import { signInPath, useAccount, useSessionChange } from '../session/session.ts';
import type { Command } from './commands.ts';
import { Palette } from './palette.tsx';
import { Preferences } from './preferences.tsx';
import { type Place, WorkNav } from './work-nav.tsx';
import './work-frame.css';

type WorkFrameProps = {
  /** The namespace that holds the face's `name`. */
  readonly space: 'portal' | 'console' | 'dashboards';
  readonly home: string;
  /** Where one can go; none before anybody is signed in. */
  readonly places?: readonly Place[];
  /** What else the palette offers. */
  readonly commands?: readonly Command[];
};

/** What stands around the pages of people at work. */
export function WorkFrame({ space, home, places = [], commands = [] }: WorkFrameProps) {
  const { t } = useTranslation(['common', space]);
  useEffect(() => {
    document.documentElement.dataset.density = 'close';
  }, []);
  return (
    <>
      <a className="unseen skip-link" href="#main">
        {t('skip')}
      </a>
      <header className="work-head row apart">
        <a className="work-name" href={home}>
          {t(`${space}:name`)}
        </a>
        {commands.length > 0 && <Palette commands={commands} />}
        <Person home={home} />
      </header>
      {places.length > 0 && <WorkNav label={t(`${space}:name`)} places={places} />}
      <main id="main" className="work-main" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="work-foot">
        <Preferences />
      </footer>
    </>
  );
}

function Person({ home }: { readonly home: string }) {
  const { t } = useTranslation('common');
  const account = useAccount();
  const { leave } = useSessionChange();
  if (account === undefined) return null;
  if (account === null) {
    return (
      <a {...buttonLook({ kind: 'plain', size: 'small' })} href={signInPath(home)}>
        {t('signIn.title')}
      </a>
    );
  }
  return (
    <span className="row">
      <span className="soft small">{account.name ?? account.email}</span>
      <Button kind="plain" size="small" onClick={() => void leave()}>
        {t('signIn.out')}
      </Button>
    </span>
  );
}
