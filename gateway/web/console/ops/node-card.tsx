import { useTranslation } from 'react-i18next';
import type { NodePage } from '../../../../actors/ops/contract.ts';
import { Button } from '../../design/button.tsx';
import { Badge } from '../../design/states.tsx';
import { Ago } from '../../design/values.tsx';
import { lineOf } from './load.ts';

type NodeCardProps = {
  readonly node: NodePage;
  /** What it had to do, look by look; `most`: of all nodes. */
  readonly looks: readonly number[];
  readonly most: number;
  /** The actor that was looked for lives there. */
  readonly isFound: boolean;
  readonly onDrain: (() => void) | undefined;
};

/** One node: what it serves, what it has to do, and how it copes. */
export function NodeCard({ node, looks, most, isFound, onDrain }: NodeCardProps) {
  const { t } = useTranslation('console');
  return (
    <li className="card node" data-found={isFound || undefined}>
      <div className="row apart">
        <div>
          <h2>{node.id}</h2>
          <p className="soft small">
            {t('nodes.since')} <Ago at={node.since} />
          </p>
        </div>
        {isFound && <Badge tone="info">{t('placement.here')}</Badge>}
        {onDrain && (
          <Button kind="plain" size="small" onClick={onDrain}>
            {t('nodes.drain')}
          </Button>
        )}
      </div>
      <svg className="node-load" viewBox="0 0 60 10" preserveAspectRatio="none" role="img" aria-label={t('nodes.load')}>
        <polyline points={lineOf(looks, most)} />
      </svg>
      <Numbers node={node} />
      <Breakers breakers={node.breakers} />
      <p className="node-areas" title={t('nodes.areas')}>
        {node.areas.map((area) => (
          <Badge key={area}>{area}</Badge>
        ))}
      </p>
    </li>
  );
}

function Numbers({ node }: { readonly node: NodePage }) {
  const { t } = useTranslation('console');
  const { requests } = node;
  const numbers = [
    ['partitions', node.partitions],
    ['memory', node.memoryMb],
    ['waiting', node.waiting],
    ['underWay', requests.underWay],
    ['queued', requests.waiting],
    ['refused', requests.refused],
    ['behind', node.behind],
    ['deadLetters', node.deadLetters],
  ] as const;
  return (
    <dl className="node-numbers">
      {numbers.map(([name, value]) => (
        <div key={name} data-wrong={(value > 0 && (name === 'deadLetters' || name === 'refused')) || undefined}>
          <dt>{t(`nodes.${name}`)}</dt>
          <dd className="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Breakers({ breakers }: Pick<NodePage, 'breakers'>) {
  const { t } = useTranslation('console');
  if (breakers.length === 0) return null;
  return (
    <div>
      <h3>{t('nodes.breakers')}</h3>
      <ul>
        {breakers.map(({ node, action, state }) => (
          <li key={`${node} ${action}`}>
            <code>{`${node} ${action}`}</code> <Badge tone="bad">{t(`nodes.breaker.${state}`)}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
