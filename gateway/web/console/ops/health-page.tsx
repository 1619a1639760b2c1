import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { consumersOf } from './consumers.ts';
import { HealthCard } from './health-card.tsx';
import { JobsLink } from './jobs-link.tsx';
import { Requests } from './requests.tsx';
import { SilentNode } from './silent-node.tsx';
import '../console.css';

const lookAgainMs = 5_000;

export const HealthPage = () => <SignedIn face="/console">{() => <HealthOfAll />}</SignedIn>;

function HealthOfAll() {
  const { t } = useTranslation('console');
  const health = useQuery({ ...asked('ops.health', {}), refetchInterval: lookAgainMs });
  if (!health.data) {
    return health.error ? <ProblemView error={health.error} onRetry={() => void health.refetch()} /> : <PageWaiting />;
  }
  const { items, silent = [] } = health.data;
  const ill = items.filter(({ ready }) => !ready).length + silent.length;
  const count = items.length + silent.length;
  return (
    <div className="stack">
      <div className="row">
        <h1>{t('health.title')}</h1>
        <Badge tone={ill === 0 ? 'good' : 'bad'}>
          {ill === 0 ? t('health.all', { count }) : t('health.some', { ill, count })}
        </Badge>
      </div>
      {health.error && <ProblemView error={health.error} />}
      <ul className="node-map">
        {items.map((one) => (
          <HealthCard key={one.node} health={one} />
        ))}
        {silent.map((id) => (
          <SilentNode key={id} id={id} />
        ))}
      </ul>
      <JobsLink items={items} />
      <Requests />
      <Consumers />
    </div>
  );
}

/** Who reads the journal, and how far each has come. */
function Consumers() {
  const { t } = useTranslation('console');
  const feed = useQuery({ ...asked('ops.feed', {}), refetchInterval: lookAgainMs });
  if (feed.error) return <ProblemView error={feed.error} />;
  return (
    <section className="stack">
      <h2>{t('feed.title')}</h2>
      <p className="soft">{t('feed.waiting', { count: feed.data?.waiting ?? 0 })}</p>
      <Table
        caption={t('feed.title')}
        rows={consumersOf(feed.data?.consumers ?? [])}
        keyOf={({ consumer }) => consumer}
        columns={[
          { id: 'name', head: t('feed.consumer'), cell: ({ consumer }) => <strong>{consumer}</strong> },
          { id: 'handled', head: t('feed.handled'), cell: ({ handled }) => handled, atEnd: true },
          {
            id: 'lag',
            head: t('feed.lag'),
            cell: ({ lag }) => <Badge tone={lag === 0 ? 'good' : 'warn'}>{lag}</Badge>,
            atEnd: true,
          },
          { id: 'problem', head: t('health.detail'), cell: ({ problem = '' }) => problem },
        ]}
      />
    </section>
  );
}
