import { useTranslation } from 'react-i18next';
import { Badge } from '../../design/states.tsx';

/** One that should be there, and says nothing. */
export function SilentNode({ id }: { readonly id: string }) {
  const { t } = useTranslation('console');
  return (
    <li className="card node" data-silent>
      <h2>{id}</h2>
      <Badge tone="bad">{t('nodes.silent')}</Badge>
    </li>
  );
}
