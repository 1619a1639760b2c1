import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { type FlagRow, flagRows } from './flags.ts';
import { SilentNode } from './silent-node.tsx';
import '../console.css';

export const FlagsPage = () => <SignedIn face="/console">{() => <Flags />}</SignedIn>;

/** What the nodes run with, to be read. */
function Flags() {
  const { t } = useTranslation('console');
  const flags = useQuery(asked('ops.flags', {}));
  if (flags.error) return <ProblemView error={flags.error} onRetry={() => void flags.refetch()} />;
  if (!flags.data) return <PageWaiting />;
  const { items, silent = [] } = flags.data;
  return (
    <div className="stack">
      <h1>{t('flags.title')}</h1>
      <p className="soft">{t('flags.about')}</p>
      <Table
        caption={t('flags.title')}
        rows={flagRows(items)}
        keyOf={({ name }) => name}
        columns={[
          { id: 'name', head: t('flags.name'), cell: ({ name }) => <strong>{t(`flag.${name}`)}</strong> },
          { id: 'state', head: t('flags.state'), cell: (row) => <State row={row} /> },
          { id: 'about', head: t('flags.means'), cell: ({ name }) => t(`flag.${name}.about`) },
        ]}
      />
      <ul className="node-map">
        {silent.map((id) => (
          <SilentNode key={id} id={id} />
        ))}
      </ul>
    </div>
  );
}

function State({ row: { on, off, details } }: { readonly row: FlagRow }) {
  const { t } = useTranslation('console');
  const count = on.length + off.length;
  if (on.length === 0) return <Badge>{t('flags.off')}</Badge>;
  return (
    <span className="row">
      <Badge tone={off.length === 0 ? 'good' : 'warn'}>
        {off.length === 0 ? t('flags.on') : t('flags.some', { on: on.length, count })}
      </Badge>
      {details.map((detail) => (
        <span key={detail}>{detail}</span>
      ))}
      {off.length > 0 && <span className="soft small">{t('flags.without', { nodes: off.join(', ') })}</span>}
    </span>
  );
}
