import { useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Vendor } from '../../../../actors/vendors/contract.ts';
import { askedAll } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, Empty, ProblemView, type Tone } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Ago } from '../../design/values.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { ApproveVendor, StopVendor } from './vendor-acts.tsx';
import '../console.css';

export const VendorsPage = () => <SignedIn face="/console">{() => <Vendors />}</SignedIn>;

const mostVendors = 2_000;
const tones: Readonly<Record<string, Tone>> = { applied: 'warn', approved: 'good', suspended: 'bad', rejected: 'bad' };

type Act = { readonly kind: 'approve' | 'reject' | 'suspend'; readonly vendor: Vendor };

/** Who has applied stands first. */
const waitingFirst = (vendors: readonly Vendor[]): readonly Vendor[] =>
  vendors.toSorted((a, b) => Number(b.status === 'applied') - Number(a.status === 'applied'));

function Vendors() {
  const { t } = useTranslation('console');
  const vendors = useQuery(askedAll('vendors.list', {}, mostVendors));
  const [act, setAct] = useState<Act>();
  const close = () => setAct(undefined);
  if (vendors.error) return <ProblemView error={vendors.error} onRetry={() => void vendors.refetch()} />;
  if (!vendors.data) return <PageWaiting />;
  return (
    <div className="stack">
      <h1>{t('vendors.title')}</h1>
      {vendors.data.length === 0 ? (
        <Empty icon={Store} title={t('vendors.none')} />
      ) : (
        <VendorTable vendors={waitingFirst(vendors.data)} onAct={setAct} />
      )}
      {act?.kind === 'approve' && <ApproveVendor vendor={act.vendor} onClose={close} />}
      {act && act.kind !== 'approve' && <StopVendor vendor={act.vendor} how={act.kind} onClose={close} />}
    </div>
  );
}

type VendorTableProps = { readonly vendors: readonly Vendor[]; readonly onAct: (act: Act) => void };

function VendorTable({ vendors, onAct }: VendorTableProps) {
  const { t } = useTranslation('console');
  return (
    <Table
      caption={t('vendors.title')}
      rows={vendors}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'name',
          head: t('vendors.name'),
          cell: ({ name, description }) => (
            <>
              <strong>{name}</strong>
              <p className="soft small">{description}</p>
            </>
          ),
        },
        {
          id: 'status',
          head: t('orders.status'),
          cell: ({ status }) => <Badge tone={tones[status]}>{t(`vendors.is.${status}`)}</Badge>,
        },
        {
          id: 'rate',
          head: t('vendors.rate'),
          cell: ({ commissionRate }) =>
            commissionRate === undefined ? t('vendors.usual') : `${commissionRate / 100} %`,
          atEnd: true,
        },
        { id: 'since', head: t('vendors.since'), cell: ({ createdAt }) => <Ago at={createdAt} /> },
        {
          id: 'act',
          head: <span className="unseen">{t('vendors.act')}</span>,
          cell: (vendor) => <Acts vendor={vendor} onAct={onAct} />,
        },
      ]}
    />
  );
}

const Acts = ({ vendor, onAct }: { readonly vendor: Vendor; readonly onAct: (act: Act) => void }) => {
  const { t } = useTranslation('console');
  const kinds: readonly Act['kind'][] =
    vendor.status === 'applied' ? ['approve', 'reject'] : vendor.status === 'suspended' ? ['approve'] : ['suspend'];
  if (vendor.status === 'rejected' || vendor.status === 'refused' || vendor.status === 'pending') return null;
  return (
    <span className="row row-acts">
      {kinds.map((kind) => (
        <Button
          key={kind}
          size="small"
          kind={kind === 'approve' ? 'main' : 'quiet'}
          onClick={() => onAct({ kind, vendor })}
        >
          {t(`vendors.${kind}`)}
        </Button>
      ))}
    </span>
  );
};
