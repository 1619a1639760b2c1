import { useQuery } from '@tanstack/react-query';
import { Banknote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asked, askedAll } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, Empty, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Price, When } from '../../design/values.tsx';
import { csvOf } from '../../frame/csv.ts';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { saveFile } from '../../frame/save-file.ts';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';

export const MoneyPage = () => <OwnShop>{(about) => <Money about={about} />}</OwnShop>;

const mostLines = 5_000;

function Money({ about: { vendor, currency } }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const balance = useQuery(asked('ledger.ofVendor', { id: vendor.id }));
  const statement = useQuery(askedAll('ledger.statement', { id: vendor.id }, mostLines));
  const failed = balance.error ?? statement.error;
  if (failed) return <ProblemView error={failed} />;
  if (!balance.data || !statement.data) return <PageWaiting />;
  const balances = balance.data.balances.length > 0 ? balance.data.balances : [{ amount: 0, currency }];
  const lines = statement.data;
  const download = () => saveFile(`statement-${vendor.handle}.csv`, csvOf(lines));
  return (
    <>
      <h1>{t('money.title')}</h1>
      <dl className="figures">
        {balances.map((owed) => (
          <div key={owed.currency} className="card figure">
            <dt>{t('money.owed')}</dt>
            <dd>
              <Price {...owed} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="row apart">
        <h2>{t('money.statement')}</h2>
        {lines.length > 0 && (
          <Button kind="plain" size="small" onClick={download}>
            {t('money.csv')}
          </Button>
        )}
      </div>
      {lines.length === 0 ? <Empty icon={Banknote} title={t('money.none')} /> : <Statement lines={lines} />}
    </>
  );
}

type Line = { at: string; kind: 'capture' | 'refund'; orderId: string; amount: number; currency: string };

function Statement({ lines }: { readonly lines: readonly Readonly<Line>[] }) {
  const { t } = useTranslation('portal');
  return (
    <Table
      caption={t('money.statement')}
      rows={lines}
      keyOf={({ orderId, at, kind, amount }) => `${orderId} ${at} ${kind} ${amount}`}
      columns={[
        { id: 'at', head: t('orders.when'), cell: ({ at }) => <When at={at} /> },
        {
          id: 'kind',
          head: t('money.kind'),
          cell: ({ kind }) => <Badge tone={kind === 'capture' ? 'good' : 'warn'}>{t(`money.is.${kind}`)}</Badge>,
        },
        { id: 'order', head: t('money.order'), cell: ({ orderId }) => <code>{orderId}</code> },
        {
          id: 'amount',
          head: t('money.amount'),
          cell: ({ amount, currency }) => <Price amount={amount} currency={currency} />,
          atEnd: true,
        },
      ]}
    />
  );
}
