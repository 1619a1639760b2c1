import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Export, OwnQuestion } from '../../../../actors/analytics/contract.ts';
import { ask, request } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { ProblemView } from '../../design/states.tsx';
import { Ago } from '../../design/values.tsx';
import { saveFile } from '../../frame/save-file.ts';
import { askedOf, type View } from '../view.ts';

const listed = asked('analytics.exports', {});
const lookAgainMs = 2_000;
const formats = ['csv', 'parquet'] as const;

type Listed = { readonly items: readonly Export[] };

const isUnderWay = ({ status }: Export): boolean => status === 'asked';

/** The whole of an answer as a file, and the files of the last day. */
export function Exports({ own, view }: { readonly own: OwnQuestion; readonly view: View }) {
  const { t } = useTranslation('dashboards');
  const queries = useQueryClient();
  const files = useQuery({
    ...listed,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? lookAgainMs : false),
  });
  const asking = useMutation({
    mutationFn: (format: Export['format']) => ask('analytics.askExport', { ...askedOf(view), question: own, format }),
    onSuccess: (one) =>
      queries.setQueryData<Listed>(listed.queryKey, (known) => known && { items: [...known.items, one] }),
  });
  const problem = asking.error ?? files.error;
  return (
    <section className="card stack">
      <h2>{t('exports.title')}</h2>
      {problem && <ProblemView error={problem} onRetry={() => void files.refetch()} />}
      <div className="row">
        {formats.map((format) => (
          <Button key={format} kind="plain" busy={asking.isPending} onClick={() => asking.mutate(format)}>
            {t(`exports.${format}`)}
          </Button>
        ))}
      </div>
      <ul className="stack">
        {files.data?.items.map((one) => (
          <ExportRow key={one.id} file={one} />
        ))}
      </ul>
    </section>
  );
}

function ExportRow({ file: { status, format, file = '', id, askedAt, problem = '' } }: { readonly file: Export }) {
  const { t } = useTranslation('dashboards');
  const fetching = useMutation({
    mutationFn: async () => saveFile(`${id}.${format}`, await (await request('GET', file, {})).blob()),
  });
  return (
    <li className="row apart">
      <span>
        {t(`exports.${format}`)}, <Ago at={askedAt} />
      </span>
      {status === 'asked' && <span className="soft">{t('exports.underWay')}</span>}
      {status === 'failed' && <span className="soft">{t('exports.failed', { problem })}</span>}
      {status === 'done' && (
        <Button
          kind="plain"
          size="small"
          busy={fetching.isPending}
          aria-label={`${t('exports.save')}: ${t(`exports.${format}`)}`}
          onClick={() => fetching.mutate()}
        >
          {t('exports.save')}
        </Button>
      )}
      {fetching.error && <ProblemView error={fetching.error} />}
    </li>
  );
}
