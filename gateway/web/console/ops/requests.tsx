import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RequestFigures } from '../../../../actors/ops/contract.ts';
import { asked } from '../../api/asked.ts';
import { Badge, ProblemView, Skeleton } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';

const lookAgainMs = 5_000;
const shownRoutes = 12;

const sumOf = (items: readonly RequestFigures[], field: 'answered' | 'failed'): number =>
  items.reduce((sum, one) => sum + one[field], 0);

/** Which requests are slow, and how many go wrong. */
export function Requests() {
  const { t, i18n } = useTranslation('console');
  const { data, error, isPending } = useQuery({ ...asked('ops.requests', {}), refetchInterval: lookAgainMs });
  const items = data?.items ?? [];
  const [answered, failed] = [sumOf(items, 'answered'), sumOf(items, 'failed')];
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 });
  const rate = share.format(answered === 0 ? 0 : failed / answered);
  return (
    <section className="stack">
      <h2>{t('requests.title')}</h2>
      {error && <ProblemView error={error} />}
      {isPending && <Skeleton height="8rem" />}
      {data && <p className="soft">{t(answered ? 'requests.about' : 'requests.none', { answered, failed, rate })}</p>}
      {items.length > 0 && <RouteTable items={items.slice(0, shownRoutes)} />}
    </section>
  );
}

function RouteTable({ items }: { readonly items: readonly RequestFigures[] }) {
  const { t, i18n } = useTranslation('console');
  const number = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'millisecond' });
  const time = (ms: number | undefined, timed: number) =>
    ms === undefined ? (timed > 0 ? t('requests.longer') : '–') : number.format(ms);
  return (
    <Table
      caption={t('requests.title')}
      rows={items}
      keyOf={({ method, route }) => `${method} ${route}`}
      columns={[
        { id: 'route', head: t('requests.route'), cell: ({ method, route }) => <code>{`${method} ${route}`}</code> },
        { id: 'p95', head: t('requests.p95'), cell: (one) => time(one.p95Ms, one.timed), atEnd: true },
        { id: 'p50', head: t('requests.p50'), cell: (one) => time(one.p50Ms, one.timed), atEnd: true },
        { id: 'answered', head: t('requests.answered'), cell: ({ answered }) => answered, atEnd: true },
        { id: 'refused', head: t('requests.refused'), cell: ({ refused }) => refused, atEnd: true },
        {
          id: 'failed',
          head: t('requests.failed'),
          cell: ({ failed }) => (failed === 0 ? failed : <Badge tone="bad">{failed}</Badge>),
          atEnd: true,
        },
      ]}
    />
  );
}
