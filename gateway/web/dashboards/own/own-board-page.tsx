import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LayoutGrid } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SavedQuestion } from '../../../../actors/analytics/contract.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/field.tsx';
import { Empty, Notice, ProblemView } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { Filters } from '../filters.tsx';
import { QuestionView } from '../question-view.tsx';
import { askedOf } from '../view.ts';
import { definedOf, OwnDrawing } from './own-drawing.tsx';
import { OwnTable } from './own-table.tsx';
import { mostPinned, writePinned } from './pinned.ts';
import { savedQuestions } from './saved-questions.tsx';
import { usePinned } from './use-pinned.ts';

export const OwnBoardPage = () => <Board sees={['all']}>{(board) => <OwnBoard board={board} />}</Board>;

type OfBoard = { readonly board: BoardAbout };

/** A board of one's own from the questions that were kept. */
function OwnBoard({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const saved = useQuery(savedQuestions);
  const { ids, isSent, error, pin, take, back } = usePinned(board);
  const failed = saved.error ?? error;
  if (failed) return <ProblemView error={failed} onRetry={() => void saved.refetch()} />;
  if (!saved.data || !ids) return <PageWaiting />;
  const { items } = saved.data;
  const shown = ids.flatMap((id) => items.find((one) => one.id === id) ?? []);
  const asSent = { ...board, query: { ...board.query, show: writePinned(ids) } };
  return (
    <>
      <h1>{t('pinned.title')}</h1>
      {isSent && <Sent onTake={take} onBack={back} />}
      <Filters board={asSent} withVendor />
      {items.length > 0 && <Choice items={items} ids={ids} onPin={pin} />}
      {shown.length === 0 && <NothingPinned hasSaved={items.length > 0} />}
      <div className="board-pair">
        {shown.map((one) => (
          <Pinned key={one.id} board={board} saved={one} />
        ))}
      </div>
    </>
  );
}

type SentProps = { readonly onTake: () => void; readonly onBack: () => void };

function Sent({ onTake, onBack }: SentProps) {
  const { t } = useTranslation('dashboards');
  return (
    <Notice tone="info">
      <p>{t('pinned.sent')}</p>
      <p className="row">
        <Button kind="plain" size="small" onClick={onTake}>
          {t('pinned.take')}
        </Button>
        <Button kind="quiet" size="small" onClick={onBack}>
          {t('pinned.back')}
        </Button>
      </p>
    </Notice>
  );
}

type ChoiceProps = {
  readonly items: readonly SavedQuestion[];
  readonly ids: readonly string[];
  readonly onPin: (id: string, isOn: boolean) => void;
};

function Choice({ items, ids, onPin }: ChoiceProps) {
  const { t } = useTranslation('dashboards');
  return (
    <fieldset className="card row pinned-choices">
      <legend>{t('pinned.choose')}</legend>
      {items.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={ids.includes(id)}
          onChange={({ target }) => onPin(id, target.checked)}
        />
      ))}
      {items.length > mostPinned && <p className="soft small">{t('pinned.most', { count: mostPinned })}</p>}
    </fieldset>
  );
}

function NothingPinned({ hasSaved }: { readonly hasSaved: boolean }) {
  const { t } = useTranslation('dashboards');
  return (
    <Empty icon={LayoutGrid} title={t('pinned.none')}>
      {!hasSaved && (
        <>
          <p>{t('pinned.noneSaved')}</p>
          <Link to="/dashboards/questions">{t('pinned.go')}</Link>
        </>
      )}
    </Empty>
  );
}

function Pinned({ board: { view, currency }, saved: { id, name, question: own } }: OfBoard & { saved: SavedQuestion }) {
  const asked = { ...askedOf(view), id };
  const answer = useQuery(question('analytics.answer', asked));
  const look = { own, currency, view };
  return (
    <QuestionView
      title={name}
      query={answer}
      defines={definedOf(own)}
      isEmpty={({ items }) => items.length === 0}
      onDownload={() => download('analytics.answer', asked)}
      table={({ items }) => <OwnTable items={items} {...look} />}
    >
      {({ items }) => <OwnDrawing items={items} {...look} />}
    </QuestionView>
  );
}
