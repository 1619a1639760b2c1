import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../../../actors/catalog/contract.ts';
import { asked } from '../../api/asked.ts';
import { Notice, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { When } from '../../design/values.tsx';

const lookAgainMs = 1_000;

/** The files that were taken in lately and how far each is, whoever handed them over and from where. */
export function Sheets({ vendorId }: { readonly vendorId: string }) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const sheets = useQuery({
    ...asked('catalog.sheets', { id: vendorId }),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? lookAgainMs : false),
  });
  const taken = sheets.data?.items.reduce((sum, sheet) => sum + sheet.taken, 0);
  useEffect(() => {
    if (taken) void queries.invalidateQueries({ queryKey: ['catalog.ofVendor'] });
  }, [queries, taken]);
  if (sheets.error) return <ProblemView error={sheets.error} onRetry={() => void sheets.refetch()} />;
  if (!sheets.data || sheets.data.items.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('sheet.last')}</h2>
      {sheets.data.items.map((sheet, place) => (
        <OneSheet key={sheet.id} sheet={sheet} isNewest={place === 0} />
      ))}
    </section>
  );
}

const isRunning = ({ status }: Sheet): boolean => status === 'running';

type OneSheetProps = { readonly sheet: Sheet; readonly isNewest: boolean };

const OneSheet = ({ sheet, isNewest }: OneSheetProps) => {
  const { t } = useTranslation('portal');
  const { rows, taken, refused, askedAt } = sheet;
  return (
    <article className="card stack">
      <div className="row apart">
        <strong>{t('sheet.progress', { taken: taken - refused.length, rows })}</strong>
        <span className="soft small">
          <When at={askedAt} />
        </span>
      </div>
      {isRunning(sheet) && (
        <label className="stack soft small">
          <progress className="sheet-progress" max={rows} value={taken} />
          {t('sheet.running')}
        </label>
      )}
      {!isRunning(sheet) && refused.length === 0 && (
        <Notice tone="good" live={isNewest}>
          {t('sheet.taken', { count: rows })}
        </Notice>
      )}
      {refused.length > 0 && <Refused sheet={sheet} />}
    </article>
  );
};

const Refused = ({ sheet: { id, refused } }: { readonly sheet: Sheet }) => {
  const { t } = useTranslation('portal');
  const { t: tCommon } = useTranslation('common');
  return (
    <Table
      caption={t('sheet.refused')}
      rows={refused}
      keyOf={({ line }) => `${id} ${line}`}
      columns={[
        { id: 'line', head: t('sheet.lines'), cell: ({ line }) => line },
        {
          id: 'why',
          head: t('sheet.why'),
          cell: ({ code, detail }) => tCommon(`problem.${code}` as 'problem.OFFLINE', { defaultValue: detail }),
        },
      ]}
    />
  );
};
