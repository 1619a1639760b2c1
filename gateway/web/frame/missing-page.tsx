import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonLook } from '../design/button.tsx';
import { Empty } from '../design/states.tsx';

/** Where no page is; the gateway has answered 404. */
export function MissingPage() {
  const { t } = useTranslation('common');
  return (
    <Empty icon={MapPinOff} title={t('missing.title')}>
      <p>{t('missing.about')}</p>
      <a {...buttonLook({ kind: 'plain' })} href="/">
        {t('missing.home')}
      </a>
    </Empty>
  );
}
