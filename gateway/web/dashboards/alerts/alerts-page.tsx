import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../actors/analytics/contract.ts';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, ProblemView, Skeleton } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { Ago } from '../../design/values.tsx';
import { Board } from '../board.tsx';
import { type Measure, writeMeasure } from '../measures.ts';
import { useVendorNames } from '../names.ts';
import { AlertForm } from './alert-form.tsx';

const listed = asked('analytics.alerts', {});
const lookAgainMs = 15_000;

type Listed = { readonly items: readonly Alert[] };

/** What was just done is shown at once: the list itself follows a moment later. */
function useList() {
  const queries = useQueryClient();
  return (change: (items: readonly Alert[]) => readonly Alert[]) =>
    queries.setQueryData<Listed>(listed.queryKey, (known) => known && { items: change(known.items) });
}

export const AlertsPage = () => <Board sees={['all']}>{({ currency }) => <Alerts currency={currency} />}</Board>;

/** What people want to hear of by themselves. */
function Alerts({ currency }: { readonly currency: string }) {
  const { t } = useTranslation('dashboards');
  const list = useList();
  const alerts = useQuery({ ...listed, refetchInterval: lookAgainMs });
  return (
    <>
      <h1>{t('alerts.title')}</h1>
      <div className="own-columns">
        <AlertForm onSaved={(saved) => list((items) => [...items, saved])} />
        <section className="card stack">
          <h2>{t('alerts.all')}</h2>
          {alerts.error && <ProblemView error={alerts.error} onRetry={() => void alerts.refetch()} />}
          {alerts.isPending && <Skeleton height="4rem" />}
          {alerts.data?.items.length === 0 && <p className="soft">{t('alerts.none')}</p>}
          <ul className="stack">
            {alerts.data?.items.map((one) => (
              <AlertRow key={one.id} alert={one} currency={currency} />
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

type RowProps = { readonly alert: Alert; readonly currency: string };

function AlertRow({ alert, currency }: RowProps) {
  const { t } = useTranslation('dashboards');
  const write = useWriter(alert, currency);
  const { name, rule, ringing } = alert;
  return (
    <li className="stack">
      <div className="row apart">
        <strong>{name}</strong>
        <AlertButtons alert={alert} write={write} />
      </div>
      <p className="soft">
        {t(`measure.${rule.measure as Measure}`)} ({t(`alerts.of.${rule.of}`)})
        <Alone rule={rule} />
      </p>
      {ringing && (
        <p className="row">
          <Badge tone="bad">{t('alerts.rings')}</Badge> {write(ringing.figure)} <Ago at={ringing.since} />
        </p>
      )}
    </li>
  );
}

/** What it is narrowed to. */
function Alone({ rule: { key, currency, vendor, where = [] } }: { readonly rule: Alert['rule'] }) {
  const names = useVendorNames();
  const values = where.flatMap(({ is }) => is);
  const alone = [key, vendor && (names.get(vendor) ?? vendor), ...values, currency].filter(Boolean);
  return alone.length > 0 && <>: {alone.join(', ')}</>;
}

type Write = (figure: number) => string;

function useWriter({ rule, ringing }: Alert, currency: string): Write {
  const { i18n } = useTranslation();
  const about = { currency: ringing?.currency ?? rule.currency ?? currency, language: i18n.language };
  return (figure) => writeMeasure(rule.measure as Measure, figure, about);
}

function AlertButtons({ alert: { id, name }, write }: { readonly alert: Alert; readonly write: Write }) {
  const { t } = useTranslation(['dashboards', 'common']);
  const list = useList();
  const trying = useMutation({
    mutationFn: () => ask('analytics.tryAlert', { id }),
    onSuccess: ({ seen }) =>
      showToast(seen ? t('alerts.tried', { name, figure: write(seen.figure) }) : t('alerts.unseen', { name })),
  });
  const removing = useMutation({
    mutationFn: () => ask('analytics.removeAlert', { id }),
    onSuccess: () => {
      list((items) => items.filter((one) => one.id !== id));
      showToast(t('alerts.removed', { name }));
    },
  });
  const problem = trying.error ?? removing.error;
  const button = (label: string, { isPending, mutate }: { isPending: boolean; mutate: () => void }) => (
    <Button kind="plain" size="small" busy={isPending} aria-label={`${label}: ${name}`} onClick={() => mutate()}>
      {label}
    </Button>
  );
  return (
    <span className="row">
      {problem && <ProblemView error={problem} />}
      {button(t('alerts.try'), trying)}
      {button(t('common:remove'), removing)}
    </span>
  );
}
