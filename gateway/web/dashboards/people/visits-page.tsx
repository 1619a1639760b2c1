import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { ProductName } from '../market/product-name.tsx';
import { useProductNames } from '../names.ts';
import { QuestionView } from '../question-view.tsx';
import { Tile, Tiles } from '../tiles.tsx';
import { periodOf } from '../view.ts';
import { FunnelSteps } from './funnel-steps.tsx';

export const VisitsPage = () => <Board sees={['all']}>{(board) => <Visits board={board} />}</Board>;

type OfBoard = { readonly board: BoardAbout };
type By = 'source' | 'device' | 'product';

const mostSearches = 50;
const mostKeys = 20;

function Visits({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  return (
    <>
      <h1>{t('visits.title')}</h1>
      <Filters board={board} />
      <Funnel board={board} />
      <div className="board-pair">
        <FunnelBy board={board} by="source" />
        <FunnelBy board={board} by="device" />
        <FunnelBy board={board} by="product" />
        <Searches board={board} />
        <Carts board={board} />
      </div>
    </>
  );
}

function Funnel({ board: { view } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const asked = periodOf(view);
  const funnel = useQuery(question('analytics.funnel', asked));
  return (
    <QuestionView
      title={t('visits.funnel')}
      query={funnel}
      defines={['paid', 'conversion']}
      isEmpty={({ items }) => !items[0]?.viewed}
      onDownload={() => download('analytics.funnel', asked)}
    >
      {({ items: [all], strays }) => (
        <>
          {all && <FunnelSteps funnel={all} />}
          <p className="small soft">{t('visits.strays', strays)}</p>
        </>
      )}
    </QuestionView>
  );
}

function FunnelBy({ board: { view, currency }, by }: OfBoard & { readonly by: By }) {
  const { t } = useTranslation('dashboards');
  const asked = { ...periodOf(view), by };
  const funnel = useQuery(question('analytics.funnel', asked));
  const rows = (funnel.data?.items ?? []).slice(0, mostKeys);
  const names = useProductNames(by === 'product' ? rows.map(({ key }) => key) : []);
  const name = (key: string) => (by === 'product' ? <ProductName id={key} names={names} /> : key);
  return (
    <QuestionView
      title={t(`visits.${by}`)}
      query={funnel}
      defines={['paid', 'conversion']}
      isEmpty={({ items }) => !items.some(({ viewed }) => viewed > 0)}
      onDownload={() => download('analytics.funnel', asked)}
    >
      {() => (
        <Listing
          caption={t(`visits.${by}`)}
          rows={rows}
          keyOf={({ key }) => key}
          head={t(`visits.${by}.key`)}
          name={({ key }) => (key === '' ? t('visits.source.self') : name(key))}
          measures={['viewed', 'added', 'checkout', 'paid', 'conversion']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}

function Searches({ board: { view, currency } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const asked = { ...periodOf(view), limit: mostSearches };
  const searches = useQuery(question('analytics.searches', asked));
  return (
    <QuestionView
      title={t('visits.searches')}
      query={searches}
      defines={['searches', 'withoutResult', 'clicks', 'clickPosition', 'bought']}
      isEmpty={({ items }) => items.length === 0}
      onDownload={() => download('analytics.searches', asked)}
    >
      {({ items }) => (
        <Listing
          caption={t('visits.searches')}
          rows={items}
          keyOf={({ query }) => query}
          head={t('visits.query')}
          name={({ query }) => <strong>{query}</strong>}
          measures={['searches', 'withoutResult', 'clicks', 'clickPosition', 'bought']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}

const cartMeasures = [
  ...(['carts', 'checkedOut', 'abandoned', 'abandonment'] as const),
  ...(['abandonedWorth', 'open', 'openWorth'] as const),
];

function Carts({ board: { view, currency } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const asked = periodOf(view);
  const carts = useQuery(question('analytics.carts', asked));
  const found = carts.data?.items.find((item) => item.currency === currency);
  return (
    <QuestionView
      title={t('visits.carts')}
      query={carts}
      defines={['carts', 'abandoned', 'abandonedWorth', 'abandonment']}
      isEmpty={() => found === undefined}
      onDownload={() => download('analytics.carts', asked)}
    >
      {() => (
        <Tiles>
          {found &&
            cartMeasures.map((name) => <Tile key={name} measure={name} value={found[name]} currency={currency} />)}
        </Tiles>
      )}
    </QuestionView>
  );
}
