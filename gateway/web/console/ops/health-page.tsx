import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { consumersOf } from './consumers.ts';
import { healthQuery } from './health.ts';
import { Requests } from './requests.tsx';
import '../console.css';

export const HealthPage = () => <SignedIn face="/console">{() => <HealthOfAll />}</SignedIn>;

function HealthOfAll() {
  const { t } = useTranslation('console');
  const health = useQuery(healthQuery);
  if (health.error) return <ProblemView error={health.error} onRetry={() => void health.refetch()} />;
  if (!health.data) return <PageWaiting />;
  const { status, checks } = health.data;
  return (
    <div className="stack">
      <div className="row">
        <h1>{t('health.title')}</h1>
        <Badge tone={status === 'ready' ? 'good' : 'bad'}>{t(`health.is.${status}`)}</Badge>
      </div>
      <Table
        caption={t('health.title')}
        rows={Object.entries(checks)}
        keyOf={([name]) => name}
        columns={[
          { id: 'name', head: t('health.part'), cell: ([name]) => <strong>{name}</strong> },
          {
            id: 'ok',
            head: t('health.state'),
            cell: ([, { ok }]) => <Badge tone={ok ? 'good' : 'bad'}>{t(ok ? 'health.well' : 'health.ill')}</Badge>,
          },
          { id: 'detail', head: t('health.detail'), cell: ([, { detail = '' }]) => detail },
        ]}
      />
      <Requests />
      <Consumers />
    </div>
  );
}

const lookAgainMs = 5_000;

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
