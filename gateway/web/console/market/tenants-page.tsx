import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tenant } from '../../../../actors/tenants/contract.ts';
import { ask } from '../../api/ask.ts';
import { askedAll, putInLists } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Ago } from '../../design/values.tsx';
import { ByName } from '../../frame/by-name.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import '../console.css';

export const TenantsPage = () => <SignedIn face="/console">{() => <Tenants />}</SignedIn>;

const mostTenants = 5_000;

function Tenants() {
  const { t } = useTranslation('console');
  const tenants = useQuery(askedAll('tenants.list', {}, mostTenants));
  const [chosen, setChosen] = useState<Tenant>();
  if (tenants.error) return <ProblemView error={tenants.error} onRetry={() => void tenants.refetch()} />;
  if (!tenants.data) return <PageWaiting />;
  return (
    <div className="stack">
      <h1>{t('tenants.title')}</h1>
      <Table
        caption={t('tenants.title')}
        rows={tenants.data}
        keyOf={({ id }) => id}
        columns={[
          { id: 'name', head: t('vendors.name'), cell: ({ name }) => <strong>{name}</strong> },
          { id: 'id', head: t('actors.id'), cell: ({ id }) => <code>{id}</code> },
          { id: 'plan', head: t('tenants.plan'), cell: ({ plan }) => plan },
          {
            id: 'status',
            head: t('orders.status'),
            cell: ({ status }) => (
              <Badge tone={status === 'active' ? 'good' : 'bad'}>{t(`tenants.is.${status}`)}</Badge>
            ),
          },
          { id: 'since', head: t('vendors.since'), cell: ({ createdAt }) => <Ago at={createdAt} /> },
          {
            id: 'act',
            head: <span className="unseen">{t('vendors.act')}</span>,
            cell: (tenant) => (
              <Button size="small" kind="quiet" onClick={() => setChosen(tenant)}>
                {t(tenant.status === 'active' ? 'tenants.suspend' : 'tenants.resume')}
              </Button>
            ),
          },
        ]}
      />
      {chosen && <TurnTenant tenant={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

/** Closes a whole marketplace, or opens it again. */
function TurnTenant({ tenant, onClose }: { readonly tenant: Tenant; readonly onClose: () => void }) {
  const { t } = useTranslation('console');
  const queries = useQueryClient();
  const isOpen = tenant.status === 'active';
  const turning = useMutation({
    mutationFn: () => ask('tenants.change', { id: tenant.id, status: isOpen ? 'suspended' : 'active' }),
    onSuccess: (now) => {
      putInLists<Tenant>(queries, 'tenants.list', now, ({ id }) => id === now.id);
      onClose();
    },
  });
  return (
    <ByName
      title={t(isOpen ? 'tenants.suspend' : 'tenants.resume')}
      about={t(isOpen ? 'tenants.suspendAbout' : 'tenants.resumeAbout')}
      name={tenant.id}
      busy={turning.isPending}
      error={turning.error}
      onSure={() => turning.mutate()}
      onClose={onClose}
    />
  );
}
