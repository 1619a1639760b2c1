import { useTranslation } from 'react-i18next';
import type { NodeHealth } from '../../../../actors/ops/contract.ts';
import { useAccount } from '../../session/session.ts';

/** The way to Bull's board, for who may see it, where there is one: it is no page of ours. */
export function JobsLink({ items }: { readonly items: readonly NodeHealth[] }) {
  const { t } = useTranslation('console');
  const isPlatform = useAccount()?.roles.includes('platform') ?? false;
  const hasQueues = items.some(({ checks }) => checks.some(({ name }) => name === 'redis'));
  if (!isPlatform || !hasQueues) return null;
  return (
    <p>
      <a href="/console/jobs">{t('health.jobs')}</a>
    </p>
  );
}
