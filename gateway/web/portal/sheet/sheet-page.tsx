import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Sheet as SheetIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, newKey } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Badge, ProblemView, type Tone } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { csvOf } from '../../frame/csv.ts';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { saveFile } from '../../frame/save-file.ts';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';
import { productsOf } from '../shop-data.ts';
import { parseCsv } from './parse-csv.ts';
import { piecesOf, planSheet, type SheetStep, sheetOf } from './sheet.ts';
import { Sheets } from './sheets.tsx';

export const SheetPage = () => <OwnShop>{(about) => <Sheet about={about} />}</OwnShop>;

/** Products out to a file and in again; what a file would do is shown line by line before it is done. */
function Sheet({ about: { vendor, currency, may } }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const products = useQuery(productsOf(vendor.id));
  const [plan, setPlan] = useState<Plan>();
  if (products.error) return <ProblemView error={products.error} />;
  if (!products.data) return <PageWaiting />;
  const known = products.data;
  const read = async (file: File | undefined) => {
    if (!file) return;
    const steps = planSheet(parseCsv(await file.text()), known, { vendorId: vendor.id, currency });
    setPlan({ steps, key: newKey() });
  };
  return (
    <>
      <h1>{t('sheet.title')}</h1>
      <p className="soft">{t('sheet.about')}</p>
      <div className="row">
        <Button kind="plain" onClick={() => saveFile(`${vendor.handle}.csv`, csvOf(sheetOf(known, currency)))}>
          {t('sheet.out')}
        </Button>
      </div>
      {may('sell') && <FileField onFile={(file) => void read(file)} />}
      {plan && <Preview vendorId={vendor.id} plan={plan} onDone={() => setPlan(undefined)} />}
      <Sheets vendorId={vendor.id} />
    </>
  );
}

const FileField = ({ onFile }: { readonly onFile: (file: File | undefined) => void }) => {
  const { t } = useTranslation('portal');
  return (
    <label className="drop">
      <SheetIcon aria-hidden />
      {t('sheet.in')}
      <input
        type="file"
        className="unseen"
        accept=".csv,text/csv"
        onChange={({ target }) => onFile(target.files?.[0])}
      />
    </label>
  );
};

/** `key`: names what is handed over, so that a second try of it is the same. */
type Plan = { readonly steps: readonly SheetStep[]; readonly key: string };

type PreviewProps = { readonly vendorId: string; readonly plan: Plan; readonly onDone: () => void };

const tones: Readonly<Record<SheetStep['what'], Tone>> = { wrong: 'bad', new: 'good', changed: 'warn', same: 'info' };

function Preview({ vendorId, plan, onDone }: PreviewProps) {
  const { t } = useTranslation('portal');
  const { steps, key } = plan;
  const taking = useTaking(vendorId, key, onDone);
  const ready = steps.filter(({ what }) => what === 'new' || what === 'changed');
  return (
    <section className="stack">
      <div className="row apart">
        <h2>{t('sheet.preview')}</h2>
        <Button busy={taking.isPending} disabled={ready.length === 0} onClick={() => taking.mutate(ready)}>
          {t('sheet.take', { count: ready.length })}
        </Button>
      </div>
      {taking.error && <ProblemView error={taking.error} />}
      <Table
        caption={t('sheet.preview')}
        rows={steps}
        keyOf={({ lines }) => String(lines[0])}
        columns={[
          { id: 'lines', head: t('sheet.lines'), cell: ({ lines }) => lines.join(', ') },
          { id: 'title', head: t('products.product'), cell: ({ title }) => title },
          {
            id: 'what',
            head: t('sheet.what'),
            cell: (step) => <Badge tone={tones[step.what]}>{t(`sheet.is.${step.what}`)}</Badge>,
          },
          {
            id: 'why',
            head: t('sheet.why'),
            cell: (step) =>
              step.what === 'wrong' &&
              step.problems.map(({ line, problem }) => (
                <p key={`${line} ${problem}`}>{t(`sheet.wrong.${problem}`, { line })}</p>
              )),
          },
        ]}
      />
    </section>
  );
}

/** Handed over in pieces that one request holds; Souk goes on with them when this page is closed. */
function useTaking(vendorId: string, key: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (steps: readonly SheetStep[]) => {
      for (const [place, rows] of piecesOf(steps).entries())
        await ask('catalog.takeSheet', { id: vendorId, ...rows }, { key: `${key} ${place}` });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['catalog.sheets'] }),
    onSuccess: onDone,
  });
}
