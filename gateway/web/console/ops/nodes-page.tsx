import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodePage } from '../../../../actors/ops/contract.ts';
import { Badge, ProblemView } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { DrainDialog } from './drain-dialog.tsx';
import { mostOf } from './load.ts';
import { NodeCard } from './node-card.tsx';
import { Placement } from './placement.tsx';
import { SilentNode } from './silent-node.tsx';
import { useNodes } from './use-nodes.ts';
import '../console.css';

export const NodesPage = () => (
  <SignedIn face="/console">{({ roles }) => <Nodes mayDrain={roles.includes('platform')} />}</SignedIn>
);

/** Every node as it sees itself, again and again. */
function Nodes({ mayDrain }: { readonly mayDrain: boolean }) {
  const { t } = useTranslation('console');
  const { nodes, loads } = useNodes();
  const [drained, setDrained] = useState<NodePage>();
  const [owner, setOwner] = useState<string>();
  if (!nodes.data) {
    return nodes.error ? <ProblemView error={nodes.error} onRetry={() => void nodes.refetch()} /> : <PageWaiting />;
  }
  const { items, silent = [] } = nodes.data;
  const most = mostOf(loads);
  return (
    <div className="stack">
      <div className="row">
        <h1>{t('nodes.title')}</h1>
        <Badge tone={silent.length > 0 ? 'bad' : 'good'}>{t('nodes.count', { count: items.length })}</Badge>
      </div>
      {nodes.error && <ProblemView error={nodes.error} />}
      <ul className="node-map">
        {items.map((node) => (
          <NodeCard
            key={node.id}
            node={node}
            looks={loads.get(node.id) ?? []}
            most={most}
            isFound={node.id === owner}
            onDrain={mayDrain ? () => setDrained(node) : undefined}
          />
        ))}
        {silent.map((id) => (
          <SilentNode key={id} id={id} />
        ))}
      </ul>
      <Placement onFound={setOwner} />
      <Adding />
      {drained && <DrainDialog node={drained} isLast={items.length === 1} onClose={() => setDrained(undefined)} />}
    </div>
  );
}

function Adding() {
  const { t } = useTranslation('console');
  return (
    <section className="card stack">
      <h2>{t('nodes.add')}</h2>
      <p className="soft">{t('nodes.addAbout')}</p>
      <pre className="json">NATS_URL=… MONGO_URL=… ROLES=actors npm start</pre>
      <p className="soft">{t('nodes.addHere')}</p>
      <h2>{t('nodes.takeAway')}</h2>
      <p className="soft">{t('nodes.takeAwayAbout')}</p>
    </section>
  );
}
