import { useTranslation } from 'react-i18next';

export function HomePage() {
  const { t } = useTranslation('shop');
  return <h1>{t('home.title')}</h1>;
}
