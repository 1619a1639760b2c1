import { useTranslation } from 'react-i18next';
import { SignedIn } from '../session/signed-in.tsx';

/** The first page of this face. */
export function HomePage() {
  const { t } = useTranslation('portal');
  return <SignedIn face="/vendor">{() => <h1>{t('name')}</h1>}</SignedIn>;
}
