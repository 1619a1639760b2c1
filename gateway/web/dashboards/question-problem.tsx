import { useTranslation } from 'react-i18next';
import { hasCode } from '../api/problem.ts';
import { Notice, ProblemView } from '../design/states.tsx';

type QuestionProblemProps = { readonly error: unknown; readonly onRetry?: () => void };

const known = {
  ANALYTICS_UNAVAILABLE: 'question.off',
  QUESTION_TOO_LARGE: 'question.large',
  TOO_MANY_QUESTIONS: 'question.many',
} as const;

/** Why analytics did not answer, in words of this face. */
export function QuestionProblem({ error, onRetry }: QuestionProblemProps) {
  const { t } = useTranslation('dashboards');
  const found = Object.entries(known).find(([code]) => hasCode(error, code));
  if (!found) return <ProblemView error={error} {...(onRetry && { onRetry })} />;
  return (
    <Notice tone="warn" live>
      {t(found[1])}
    </Notice>
  );
}
