import { Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { Checkbox, SelectField, TextField } from '../design/field.tsx';
import { showToast } from '../design/toast-list.ts';
import { writeQuery } from '../frame/query.ts';
import type { BoardAbout } from './board.tsx';
import { useVendorNames } from './names.ts';
import { grains, lastingQuery, lasts } from './view.ts';

type FiltersProps = {
  readonly board: BoardAbout;
  /** False of what is always of the last hour. */
  readonly withPeriod?: boolean;
  /** Questions that know no vendor are of the whole market. */
  readonly withVendor?: boolean;
  /** Of what is drawn over time. */
  readonly withTime?: boolean;
  /** Where more than one is sold in. */
  readonly currencies?: readonly string[];
};

/** What is shown: all of it stands in the address. */
export function Filters({
  board,
  withPeriod = true,
  withVendor = false,
  withTime = false,
  currencies = [],
}: FiltersProps) {
  const { t } = useTranslation('dashboards');
  return (
    <search className="row board-filters" aria-label={t('filter.title')}>
      {withPeriod && <Period board={board} />}
      {withTime && <TimeFilters board={board} />}
      <ZoneFilter board={board} />
      {withVendor && <VendorFilter board={board} />}
      {currencies.length > 1 && <CurrencyFilter board={board} currencies={currencies} />}
      {withPeriod && <ShareButton board={board} />}
    </search>
  );
}

type OfBoard = { readonly board: BoardAbout };

function Period({ board: { view, change } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const { last, from, to } = view;
  const options = [
    ...lasts.map((days) => ({ value: String(days), label: t(`filter.last.${days}`) })),
    { value: '', label: t('filter.own') },
  ];
  const choose = (value: string) =>
    change(value === '' ? { last: '', from, to } : { last: value, from: '', to: '', grain: '' });
  return (
    <>
      <SelectField
        label={t('filter.last')}
        options={options}
        value={String(last ?? '')}
        onChange={({ target }) => choose(target.value)}
      />
      {last === undefined && (
        <>
          <DayField label={t('filter.from')} day={from} most={to} onChange={(day) => change({ from: day, to })} />
          <DayField label={t('filter.to')} day={to} least={from} onChange={(day) => change({ from, to: day })} />
        </>
      )}
    </>
  );
}

type DayFieldProps = {
  readonly label: string;
  readonly day: string;
  readonly least?: string;
  readonly most?: string;
  readonly onChange: (day: string) => void;
};

/** A day that stands in no calendar yet, while it is typed, changes nothing. */
const DayField = ({ label, day, least, most, onChange }: DayFieldProps) => (
  <TextField
    key={day}
    label={label}
    type="date"
    defaultValue={day}
    min={least}
    max={most}
    onBlur={({ target }) => target.value !== '' && target.value !== day && onChange(target.value)}
  />
);

function TimeFilters({ board: { view, change } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const options = [
    { value: '', label: t('filter.grain.auto') },
    ...grains.map((value) => ({ value, label: t(`filter.grain.${value}`) })),
  ];
  return (
    <>
      <SelectField
        label={t('filter.grain')}
        options={options}
        value={view.grain ?? ''}
        onChange={({ target }) => change({ grain: target.value })}
      />
      <Checkbox
        label={t('filter.compare')}
        checked={view.isCompared}
        onChange={({ target }) => change({ compare: target.checked ? '' : 'none' })}
      />
    </>
  );
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

function ZoneFilter({ board: { view, change } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const known = zones.includes(view.tz) ? zones : [view.tz, ...zones];
  return (
    <SelectField
      label={t('filter.tz')}
      options={known.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      value={view.tz}
      onChange={({ target }) => change({ tz: target.value })}
    />
  );
}

function VendorFilter({ board: { view, scope, change } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const names = useVendorNames();
  const own = scope.sees === 'own' ? scope.vendors : undefined;
  const ids = new Set(own ?? [...names.keys(), ...(view.vendor ? [view.vendor] : [])]);
  if (own?.length === 1) return null;
  const vendors = [...ids].map((value) => ({ value, label: names.get(value) ?? value }));
  const options = [...(own ? [] : [{ value: '', label: t('filter.vendor.all') }]), ...vendors];
  return (
    <SelectField
      label={t('filter.vendor')}
      options={options}
      value={view.vendor ?? ''}
      onChange={({ target }) => change({ vendor: target.value })}
    />
  );
}

function CurrencyFilter({ board, currencies }: OfBoard & { readonly currencies: readonly string[] }) {
  const { t } = useTranslation('dashboards');
  return (
    <SelectField
      label={t('filter.currency')}
      options={currencies.map((value) => ({ value, label: value }))}
      value={board.currency}
      onChange={({ target }) => board.change({ currency: target.value })}
    />
  );
}

/** A link that shows the same tomorrow: the address itself may say no more than `the last 30 days`. */
function ShareButton({ board: { view, query } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const share = async () => {
    const url = new URL(location.pathname, location.origin);
    url.search = writeQuery({ ...query, last: '', ...lastingQuery(view) });
    await navigator.clipboard.writeText(url.href);
    showToast(t('filter.shared'));
  };
  return (
    <Button kind="plain" onClick={() => void share()}>
      <Link2 aria-hidden size={16} /> {t('filter.share')}
    </Button>
  );
}
