import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { showToast } from '../../design/toast-list.ts';
import { problemText } from '../../i18n/problem-text.ts';
import type { BoardAbout } from '../board.tsx';
import { readPinned, withPinned, writePinned } from './pinned.ts';

const ownBoard = asked('analytics.board', {});

type Pinning = {
  /** Undefined while nobody knows them. */
  readonly ids: readonly string[] | undefined;
  /** The address shows another board than the own. */
  readonly isSent: boolean;
  readonly error: Error | null;
  readonly pin: (id: string, isOn: boolean) => void;
  /** Makes what is shown one's own. */
  readonly take: () => void;
  readonly back: () => void;
};

/** Shown at once; one change after the other goes to Souk, and what it refuses is as it was. */
function useKeeping() {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  const keeping = useMutation({
    scope: { id: 'board' },
    mutationFn: (questions: readonly string[]) => ask('analytics.arrangeBoard', { questions }),
    onError: (error) => {
      showToast(problemText(error, t), { tone: 'bad' });
      void queries.invalidateQueries(ownBoard);
    },
  });
  return (step: (ids: readonly string[]) => readonly string[]) => {
    const questions = step(queries.getQueryData(ownBoard.queryKey)?.questions ?? []);
    void queries.cancelQueries(ownBoard);
    queries.setQueryData(ownBoard.queryKey, { questions });
    keeping.mutate(questions);
  };
}

/** What stands on the board: what the address says, so that one can be sent, or else the account's own. */
export function usePinned({ query: { show }, change }: BoardAbout): Pinning {
  const own = useQuery(ownBoard);
  const keep = useKeeping();
  const ids = show === undefined ? own.data?.questions : readPinned(show);
  const back = () => change({ show: '' });
  const pin: Pinning['pin'] = (id, isOn) => {
    if (show === undefined) keep((before) => withPinned(before, id, isOn));
    else change((before) => ({ show: writePinned(withPinned(readPinned(before.show ?? ''), id, isOn)) }));
  };
  const take = () => {
    if (ids) keep(() => ids);
    back();
  };
  return { ids, isSent: show !== undefined, error: own.error, pin, take, back };
}
