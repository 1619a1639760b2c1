import type { TFunction } from 'i18next';
import { isProblem } from '../api/problem.ts';

/** What went wrong in words of the page's language; of a code that has none, the server's own sentence. */
export function problemText(error: unknown, t: TFunction<'common'>): string {
  if (!isProblem(error)) return t('problem.unknown');
  const { code, status, message } = error;
  return t(`problem.${code}` as 'problem.OFFLINE', { defaultValue: status >= 500 ? t('problem.unknown') : message });
}
