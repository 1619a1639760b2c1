import { useTranslation } from 'react-i18next';
import { regionalOf } from './languages.ts';

/** How times are written for who looks. Where a page is drawn before anybody comes there are none on it. */
export function useRegional(): string {
  const { i18n } = useTranslation();
  return regionalOf(i18n.language, navigator.languages);
}
