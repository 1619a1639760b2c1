import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeadLetter } from '../../../../actors/ops/contract.ts';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, Empty, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { showToast } from '../../design/toast-list.ts';
import { Ago, When } from '../../design/values.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import '../console.css';

export const DeadLettersPage = () => <SignedIn face="/console">{() => <DeadLetters />}</SignedIn>;

const lookAgainMs = 5_000;

function DeadLetters() {
  const { t } = useTranslation('console');
  const queries = useQueryClient();
  const letters = useQuery({ ...asked('ops.deadLetters', {}), refetchInterval: lookAgainMs });
  const replaying = useMutation({
    mutationFn: (id: string) => ask('ops.replay', { id }),
    onSuccess: () => {
      showToast(t('letters.replayed'));
      void queries.invalidateQueries({ queryKey: ['ops.deadLetters'] });
    },
  });
  if (letters.error) return <ProblemView error={letters.error} onRetry={() => void letters.refetch()} />;
  if (!letters.data) return <PageWaiting />;
  return (
    <div className="stack">
      <h1>{t('letters.title')}</h1>
      <p className="soft">{t('letters.about')}</p>
      {replaying.error && <ProblemView error={replaying.error} />}
      {letters.data.items.length === 0 ? (
        <Empty icon={MailCheck} title={t('letters.none')} />
      ) : (
        <Letters letters={letters.data.items} onReplay={replaying.mutate} />
      )}
    </div>
  );
}

type LettersProps = { readonly letters: readonly DeadLetter[]; readonly onReplay: (id: string) => void };

function Letters({ letters, onReplay }: LettersProps) {
  const { t } = useTranslation('console');
  return (
    <Table
      caption={t('letters.title')}
      rows={letters}
      keyOf={({ id }) => id}
      columns={[
        { id: 'consumer', head: t('feed.consumer'), cell: ({ consumer }) => <strong>{consumer}</strong> },
        { id: 'stream', head: t('letters.stream'), cell: ({ stream, event }) => <code>{`${stream} ${event}`}</code> },
        {
          id: 'why',
          head: t('letters.why'),
          cell: ({ code, message }) => (
            <>
              <Badge tone="bad">{code}</Badge> <span className="soft small">{message}</span>
            </>
          ),
        },
        { id: 'tries', head: t('letters.tries'), cell: ({ tries }) => tries, atEnd: true },
        { id: 'since', head: t('letters.since'), cell: ({ since }) => <Ago at={since} /> },
        {
          id: 'retry',
          head: t('letters.next'),
          cell: ({ retryAt }) => (retryAt ? <When at={retryAt} /> : t('letters.waits')),
        },
        {
          id: 'act',
          head: <span className="unseen">{t('letters.replay')}</span>,
          cell: ({ id }) => (
            <Button size="small" kind="plain" onClick={() => onReplay(id)}>
              {t('letters.replay')}
            </Button>
          ),
        },
      ]}
    />
  );
}
