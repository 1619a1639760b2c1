import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Query } from '../../frame/query.ts';
import { useTitle } from '../use-title.ts';
import { type Finding, findingOf } from './finding.ts';
import { Listing } from './listing.tsx';

export function Page() {
  const { t } = useTranslation('shop');
  const navigate = useNavigate();
  const finding = findingOf(useSearch({ strict: false }) as Query);
  const { q } = finding;
  const title = q ? t('find.title', { q }) : t('head.everything');
  useTitle(title);
  const find = (search: Finding) => void navigate({ to: '/search', search, resetScroll: false });
  return <Listing title={<h1>{title}</h1>} finding={finding} onFind={find} />;
}
