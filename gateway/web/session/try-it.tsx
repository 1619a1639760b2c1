import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { type Credentials, roleOf } from './logins.ts';
import { sessionQuery } from './session.ts';

/** The logins of the demo shop, one press each; Souk names them in development only. */
export function TryIt({ onChosen }: { readonly onChosen: (login: Credentials) => void }) {
  const { t } = useTranslation('common');
  const { tryIt = [] } = useQuery(sessionQuery).data ?? {};
  if (tryIt.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="try-it">
      <h2 id="try-it">{t('signIn.tryIt')}</h2>
      <p className="soft">{t('signIn.tryItAbout')}</p>
      {tryIt.map((login) => (
        <Button key={login.email} kind="plain" wide onClick={() => onChosen(login)}>
          {t(`role.${roleOf(login)}`)}
          <span className="soft small">{login.name}</span>
        </Button>
      ))}
    </section>
  );
}
