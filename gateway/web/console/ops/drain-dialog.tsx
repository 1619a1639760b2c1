import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NodePage } from '../../../../actors/ops/contract.ts';
import { ask } from '../../api/ask.ts';
import { Notice } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { ByName } from '../../frame/by-name.tsx';

type DrainDialogProps = {
  readonly node: NodePage;
  /** Nobody is there to take over. */
  readonly isLast: boolean;
  readonly onClose: () => void;
};

/** Sends a node away, once its name is typed. */
export function DrainDialog({ node: { id }, isLast, onClose }: DrainDialogProps) {
  const { t } = useTranslation('console');
  const draining = useMutation({
    mutationFn: () => ask('ops.drain', { id }),
    onSuccess: () => {
      showToast(t('nodes.drained', { id }));
      onClose();
    },
  });
  return (
    <ByName
      title={t('nodes.drain')}
      about={t('nodes.drainAbout')}
      name={id}
      busy={draining.isPending}
      error={draining.error}
      onSure={draining.mutate}
      onClose={onClose}
    >
      {isLast && <Notice tone="warn">{t('nodes.drainLast')}</Notice>}
    </ByName>
  );
}
