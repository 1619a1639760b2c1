import type { UseQueryResult } from '@tanstack/react-query';
import { ChartNoAxesColumn, Download, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Freshness } from '../../../actors/analytics/contract.ts';
import { Button } from '../design/button.tsx';
import { Skeleton } from '../design/states.tsx';
import { showToast } from '../design/toast-list.ts';
import { problemText } from '../i18n/problem-text.ts';
import { Age } from './age.tsx';
import { type Defined, Definitions } from './definitions.tsx';
import { QuestionProblem } from './question-problem.tsx';

type QuestionProps<Answer extends Freshness> = {
  readonly title: string;
  readonly query: UseQueryResult<Answer>;
  readonly defines: readonly Defined[];
  readonly isEmpty: (answer: Answer) => boolean;
  readonly children: (answer: Answer) => ReactNode;
  /** The same in rows, where it is drawn. */
  readonly table?: (answer: Answer) => ReactNode;
  readonly onDownload?: () => Promise<void>;
};

/** An answer of analytics: what it is, how old, how it is counted, and as a file. */
export function QuestionView<Answer extends Freshness>(props: QuestionProps<Answer>) {
  const { title, query, defines, table, onDownload } = props;
  const id = useId();
  const [isTable, setTable] = useState(false);
  return (
    <section className="card stack question" aria-labelledby={id} data-old={query.isPlaceholderData || undefined}>
      <div className="row apart">
        <h2 id={id}>{title}</h2>
        <div className="row question-acts">
          {table && <TableSwitch isTable={isTable} onChange={setTable} />}
          {onDownload && <DownloadButton onDownload={onDownload} />}
        </div>
      </div>
      <Body {...props} isTable={isTable} />
      <div className="row apart small soft question-foot">
        <Definitions of={defines} />
        {query.data && <Age of={query.data} />}
      </div>
    </section>
  );
}

/** Shows what is drawn in rows, and back. */
export function TableSwitch({
  isTable,
  onChange,
}: {
  readonly isTable: boolean;
  readonly onChange: (is: boolean) => void;
}) {
  const { t } = useTranslation('dashboards');
  const Icon = isTable ? ChartNoAxesColumn : Table2;
  return (
    <Button kind="quiet" size="small" onClick={() => onChange(!isTable)}>
      <Icon aria-hidden size={16} /> {t(isTable ? 'question.chart' : 'question.table')}
    </Button>
  );
}

function DownloadButton({ onDownload }: { readonly onDownload: () => Promise<void> }) {
  const { t } = useTranslation(['common', 'dashboards']);
  const press = () => void onDownload().catch((error) => showToast(problemText(error, t), { tone: 'bad' }));
  return (
    <Button kind="quiet" size="small" onClick={press}>
      <Download aria-hidden size={16} /> {t('dashboards:question.csv')}
    </Button>
  );
}

function Body<Answer extends Freshness>(props: QuestionProps<Answer> & { readonly isTable: boolean }) {
  const { query, isEmpty, children, table, isTable } = props;
  const { t } = useTranslation('dashboards');
  if (query.data === undefined && query.error) {
    return <QuestionProblem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <Skeleton height="12rem" />;
  if (isEmpty(query.data)) return <p className="soft question-none">{t('question.none')}</p>;
  return isTable && table ? table(query.data) : children(query.data);
}
