import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveAnswer } from '../../../actors/analytics/contract.ts';
import { Problem } from '../api/problem.ts';
import { Badge } from '../design/states.tsx';
import { Table } from '../design/table.tsx';
import { Ago, Price } from '../design/values.tsx';
import { PageWaiting } from '../frame/page-waiting.tsx';
import { partsOf } from '../frame/sku.ts';
import { useRegional } from '../i18n/use-regional.ts';
import { useLive } from '../live/live.ts';
import { Age } from './age.tsx';
import { Board, type BoardAbout } from './board.tsx';
import { LineChart } from './charts/line-chart.tsx';
import { PieceTable } from './charts/piece-table.tsx';
import { Definitions } from './definitions.tsx';
import { Filters } from './filters.tsx';
import { Listing } from './listing.tsx';
import { SkuName } from './market/sku-name.tsx';
import { writeMeasure } from './measures.ts';
import { useProductNames } from './names.ts';
import { piecesOf, writeStart } from './pieces.ts';
import { QuestionProblem } from './question-problem.tsx';
import { TableSwitch } from './question-view.tsx';
import { Tile, Tiles } from './tiles.tsx';

export const LivePage = () => <Board sees={['all', 'own']}>{(board) => <Live board={board} />}</Board>;

type OfBoard = { readonly board: BoardAbout };
type Heard = { readonly of: string; readonly answer?: LiveAnswer; readonly problem?: Problem };

/** What the channel of a vendor, or of the whole market, said last. */
function useFigures(vendor: string | undefined): Heard {
  const of = vendor ?? 'tenant';
  const [heard, setHeard] = useState<Heard>({ of });
  useLive<LiveAnswer>(`analytics:${of}`, {
    state: (answer) => setHeard({ of, answer }),
    problem: ({ code, detail }) => setHeard({ of, problem: new Problem(503, { code, detail }) }),
  });
  return heard.of === of ? heard : { of };
}

function Live({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const { answer, problem } = useFigures(board.view.vendor);
  return (
    <>
      <div className="row">
        <h1>{t('live.title')}</h1>
        {answer && <Badge tone="good">{t('live.on')}</Badge>}
      </div>
      <Filters board={board} withVendor withPeriod={false} />
      {problem && <QuestionProblem error={problem} />}
      {!answer && !problem && <PageWaiting />}
      {answer && <Figures board={board} answer={answer} />}
    </>
  );
}

const measures = ['gross', 'orders', 'units', 'averageOrder'] as const;

type FiguresProps = OfBoard & { readonly answer: LiveAnswer };

function Figures({ board, answer }: FiguresProps) {
  const { currency } = board;
  const totals = answer.totals.find((one) => one.currency === currency);
  const carts = answer.carts?.find((one) => one.currency === currency);
  const inFlight = answer.ordersInFlight;
  return (
    <>
      {answer.alerts?.map((alert) => (
        <Rings key={alert.id} alert={alert} />
      ))}
      <Tiles>
        {measures.map((name) => (
          <Tile key={name} measure={name} value={totals?.[name] ?? 0} currency={currency} />
        ))}
        {inFlight !== undefined && <Tile measure="ordersInFlight" value={inFlight} currency={currency} />}
        <Tile measure="visitorsNow" value={answer.visitorsNow} currency={currency} />
        {answer.carts && <Tile measure="open" value={carts?.open ?? 0} currency={currency} />}
        {answer.carts && <Tile measure="openWorth" value={carts?.openWorth ?? 0} currency={currency} />}
      </Tiles>
      <Minutes board={board} answer={answer} />
      <div className="board-pair">
        <LastOrders orders={answer.lastOrders} />
        <Scarce scarce={answer.scarce} currency={currency} />
      </div>
    </>
  );
}

type RingsProps = { readonly alert: NonNullable<LiveAnswer['alerts']>[number] };

function Rings({ alert: { name, since } }: RingsProps) {
  const { t } = useTranslation('dashboards');
  return (
    <p className="row" role="status">
      <Badge tone="bad">{t('alerts.rings')}</Badge> <strong>{name}</strong> <Ago at={since} />
    </p>
  );
}

function Minutes({ board: { view, currency }, answer }: FiguresProps) {
  const { t } = useTranslation('dashboards');
  const [isTable, setTable] = useState(false);
  const language = useRegional();
  const pieces = piecesOf(answer.minutes, 'gross', currency);
  const write = (start: string) => writeStart(start, 'minute', view.tz, language);
  const [from, to] = [write(pieces[0]?.start ?? answer.asOf), write(pieces.at(-1)?.start ?? answer.asOf)];
  const drawing = {
    pieces,
    writeValue: (value: number, isShort = false) => writeMeasure('gross', value, { currency, language, isShort }),
    writeStart: write,
    nowLabel: t('piece.now'),
    beforeLabel: t('piece.before'),
  };
  return (
    <section className="card stack question">
      <div className="row apart">
        <h2>{t('live.sales')}</h2>
        <TableSwitch isTable={isTable} onChange={setTable} />
      </div>
      {isTable ? (
        <PieceTable caption={t('measure.gross')} {...drawing} />
      ) : (
        <LineChart label={t('chart.sentence', { measure: t('measure.gross'), from, to })} {...drawing} />
      )}
      <div className="row apart small soft question-foot">
        <Definitions of={['gross', 'orders', 'units', 'averageOrder', 'ordersInFlight', 'visitorsNow', 'open']} />
        <Age of={answer} />
      </div>
    </section>
  );
}

function LastOrders({ orders }: { readonly orders: LiveAnswer['lastOrders'] }) {
  const { t, i18n } = useTranslation('dashboards');
  const countries = new Intl.DisplayNames(i18n.language, { type: 'region' });
  return (
    <section className="card stack question">
      <h2>{t('live.orders')}</h2>
      {orders.length === 0 ? (
        <p className="soft question-none">{t('live.quiet')}</p>
      ) : (
        <Table
          caption={t('live.orders')}
          rows={orders}
          keyOf={({ orderId }) => orderId}
          columns={[
            { id: 'at', head: t('live.at'), cell: ({ at }) => <Ago at={at} /> },
            { id: 'order', head: t('live.order'), cell: ({ orderId }) => <code>{orderId}</code> },
            {
              id: 'country',
              head: t('live.country'),
              cell: ({ country }) => (country === '' ? t('sales.unknownCountry') : countries.of(country)),
            },
            { id: 'units', head: t('measure.units'), cell: ({ units }) => units, atEnd: true },
            {
              id: 'amount',
              head: t('live.amount'),
              cell: ({ amount, currency }) => <Price amount={amount} currency={currency} />,
              atEnd: true,
            },
          ]}
        />
      )}
    </section>
  );
}

type ScarceProps = { readonly scarce: LiveAnswer['scarce']; readonly currency: string };

function Scarce({ scarce, currency }: ScarceProps) {
  const { t } = useTranslation('dashboards');
  const names = useProductNames(scarce.map(({ sku }) => partsOf(sku).productId));
  return (
    <section className="card stack question">
      <h2>{t('live.scarce')}</h2>
      {scarce.length === 0 ? (
        <p className="soft question-none">{t('live.plenty')}</p>
      ) : (
        <Listing
          caption={t('live.scarce')}
          rows={scarce}
          keyOf={({ sku }) => sku}
          head={t('stock.sku')}
          name={({ sku }) => <SkuName sku={sku} names={names} />}
          measures={['left', 'units', 'hours']}
          currency={currency}
        />
      )}
    </section>
  );
}
