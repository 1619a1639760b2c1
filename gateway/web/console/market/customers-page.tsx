import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../actors/customers/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { showToast } from '../../design/toast-list.ts';
import { Ago } from '../../design/values.tsx';
import { ByName } from '../../frame/by-name.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { FoundPages } from './found-pages.tsx';
import '../console.css';

export const CustomersPage = () => <SignedIn face="/console">{({ id }) => <Customers ownId={id} />}</SignedIn>;

const pageSize = 50;
/** Only a whole address finds somebody: who has typed half of one has not asked yet. */
const isAddress = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);

const useCustomers = (email: string) =>
  useInfiniteQuery({
    queryKey: ['customers.list', email],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      ask(
        'customers.list',
        { limit: pageSize, ...(email && { email }), ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    getNextPageParam: ({ next }) => next,
  });

/** Everybody who has an account here, and the way to forget somebody who asks for it. */
function Customers({ ownId }: { readonly ownId: string }) {
  const { t } = useTranslation('console');
  const [typed, setTyped] = useState('');
  const [forgotten, setForgotten] = useState<Account>();
  const wished = useDeferredValue(typed.trim());
  const found = useCustomers(isAddress(wished) ? wished : '');
  return (
    <div className="stack">
      <h1>{t('customers.title')}</h1>
      <div className="market-finder">
        <TextField
          label={t('customers.find')}
          hint={t('customers.findHint')}
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      {found.error && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
      <FoundPages found={found} icon={Users} none={t('customers.none')}>
        {(accounts) => <CustomerTable accounts={accounts} ownId={ownId} onForget={setForgotten} />}
      </FoundPages>
      {forgotten && <ForgetDialog account={forgotten} onClose={() => setForgotten(undefined)} />}
    </div>
  );
}

type CustomerTableProps = {
  readonly accounts: readonly Account[];
  readonly ownId: string;
  readonly onForget: (account: Account) => void;
};

function CustomerTable({ accounts, ownId, onForget }: CustomerTableProps) {
  const { t } = useTranslation('console');
  return (
    <Table
      caption={t('customers.title')}
      rows={accounts}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', head: t('vendors.name'), cell: ({ name }) => <strong>{name ?? '–'}</strong> },
        { id: 'email', head: t('customers.email'), cell: ({ email }) => email ?? t('order.forgotten') },
        {
          id: 'roles',
          head: t('customers.roles'),
          cell: ({ roles, staff }) => (
            <span className="row">
              {roles.map((role) => (
                <Badge key={role}>{t(`customers.is.${role}`)}</Badge>
              ))}
              {Object.keys(staff).length > 0 && <Badge tone="info">{t('customers.is.vendor')}</Badge>}
            </span>
          ),
        },
        { id: 'since', head: t('vendors.since'), cell: ({ createdAt }) => <Ago at={createdAt} /> },
        {
          id: 'act',
          head: <span className="unseen">{t('customers.forget')}</span>,
          cell: (account) =>
            account.id !== ownId && (
              <Button size="small" kind="quiet" onClick={() => onForget(account)}>
                {t('customers.forget')}
              </Button>
            ),
        },
      ]}
    />
  );
}

/** For good: the key of the personal fields is destroyed. */
function ForgetDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { t } = useTranslation('console');
  const queries = useQueryClient();
  const { id, email } = account;
  const forgetting = useMutation({
    mutationFn: () => ask('customers.erase', { id }),
    onSuccess: () => {
      showToast(t('customers.forgotten'));
      void queries.invalidateQueries({ queryKey: ['customers.list'] });
      onClose();
    },
  });
  return (
    <ByName
      title={t('customers.forget')}
      about={t('customers.forgetAbout')}
      name={email ?? id}
      busy={forgetting.isPending}
      error={forgetting.error}
      onSure={() => forgetting.mutate()}
      onClose={onClose}
    />
  );
}
