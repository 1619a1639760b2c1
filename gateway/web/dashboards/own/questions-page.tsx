import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnQuestion } from '../../../../actors/analytics/contract.ts';
import { csvOf } from '../../frame/csv.ts';
import { saveFile } from '../../frame/save-file.ts';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { Filters } from '../filters.tsx';
import { QuestionView } from '../question-view.tsx';
import { askedOf } from '../view.ts';
import { Builder } from './builder.tsx';
import { Exports } from './exports.tsx';
import { definedOf, OwnDrawing } from './own-drawing.tsx';
import { readOwn } from './own-question.ts';
import { OwnTable } from './own-table.tsx';
import { KeepQuestion, SavedQuestions } from './saved-questions.tsx';

export const QuestionsPage = () => <Board sees={['all', 'own']}>{(board) => <Questions board={board} />}</Board>;

/** What nobody has made a page for: put together here, answered at once, and kept for everybody. */
function Questions({ board }: { readonly board: BoardAbout }) {
  const { t } = useTranslation('dashboards');
  const { query, change, scope } = board;
  const own = readOwn(query.ask);
  const show = (step: (question: OwnQuestion) => OwnQuestion) =>
    change((before) => ({ ask: JSON.stringify(step(readOwn(before.ask))) }));
  return (
    <>
      <h1>{t('own.title')}</h1>
      <Filters board={board} withVendor />
      <div className="own-columns">
        <div className="stack">
          <Builder question={own} onChange={show} />
          {scope.sees === 'all' && <KeepQuestion question={own} />}
        </div>
        <div className="stack">
          <OwnAnswer board={board} own={own} />
          {scope.sees === 'all' && <Exports own={own} view={board.view} />}
          {scope.sees === 'all' && <SavedQuestions onChosen={(saved) => show(() => saved)} />}
        </div>
      </div>
    </>
  );
}

function OwnAnswer({ board: { view, currency }, own }: { readonly board: BoardAbout; readonly own: OwnQuestion }) {
  const { t } = useTranslation('dashboards');
  const asked = { ...askedOf(view), question: own };
  const answer = useQuery(question('analytics.ask', asked));
  const look = { own, currency, view };
  return (
    <QuestionView
      title={t('own.answer')}
      query={answer}
      defines={definedOf(own)}
      isEmpty={({ items }) => items.length === 0}
      onDownload={async () => saveFile(`question_${view.from}_${view.to}.csv`, csvOf(answer.data?.items ?? []))}
      table={({ items }) => <OwnTable items={items} {...look} />}
    >
      {({ items }) => <OwnDrawing items={items} {...look} />}
    </QuestionView>
  );
}
