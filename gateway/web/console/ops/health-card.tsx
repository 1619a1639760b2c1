import { useTranslation } from 'react-i18next';
import type { NodeHealth } from '../../../../actors/ops/contract.ts';
import { Badge } from '../../design/states.tsx';

/** What one node says of each of its parts. */
export function HealthCard({ health: { node, ready, checks } }: { readonly health: NodeHealth }) {
  const { t } = useTranslation('console');
  return (
    <li className="card node">
      <div className="row apart">
        <h2>{node}</h2>
        <Badge tone={ready ? 'good' : 'bad'}>{t(`health.is.${ready ? 'ready' : 'unready'}`)}</Badge>
      </div>
      <dl className="node-checks">
        {checks.map(({ name, ok, detail = '' }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Badge tone={ok ? 'good' : 'bad'}>{t(ok ? 'health.well' : 'health.ill')}</Badge>{' '}
              <span className="soft small">{detail}</span>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
