import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../design/field.tsx';
import { useVendorNames } from '../names.ts';
import { Only } from '../own/only.tsx';
import { type Draft, isChange, narrowed, paces, quiets } from './watched.ts';

type MoreProps = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** What most alerts are good without: of whom and of what alone, how often, and how long it is quiet. */
export function AlertMore({ draft, onChange }: MoreProps) {
  const { t } = useTranslation('dashboards');
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  return (
    <details>
      <summary>{t('alerts.more')}</summary>
      <div className="stack">
        <Narrowed draft={draft} onChange={onChange} />
        {isChange(draft) && (
          <TextField
            label={t('alerts.least')}
            hint={t('alerts.leastHint')}
            type="number"
            min={0}
            value={draft.least}
            onChange={({ target }) => set({ least: target.value })}
          />
        )}
        <SelectField
          label={t('alerts.every')}
          options={paces.map((minutes) => ({ value: String(minutes), label: t(`alerts.every.${minutes}`) }))}
          value={String(draft.everyMinutes)}
          onChange={({ target }) => set({ everyMinutes: Number(target.value) })}
        />
        <SelectField
          label={t('alerts.quiet')}
          options={quiets.map((minutes) => ({ value: String(minutes), label: t(`alerts.quiet.${minutes}`) }))}
          value={String(draft.quietMinutes)}
          onChange={({ target }) => set({ quietMinutes: Number(target.value) })}
        />
      </div>
    </details>
  );
}

function Narrowed({ draft, onChange }: MoreProps) {
  const { t } = useTranslation('dashboards');
  const { of, where, ...rest } = draft;
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  const offers = (what: (typeof narrowed)[Draft['of']][number]) => narrowed[of].includes(what);
  return (
    <>
      {offers('key') && (
        <TextField
          label={t('alerts.key')}
          hint={t('alerts.keyHint')}
          maxLength={128}
          value={draft.key}
          onChange={({ target }) => set({ key: target.value })}
        />
      )}
      {offers('vendor') && <OfVendor vendor={draft.vendor} onChange={(vendor) => set({ vendor })} />}
      {offers('where') && (of === 'lines' || of === 'visits') && (
        <Only
          key={of}
          of={of}
          where={where}
          onChange={(narrowing) => onChange({ ...rest, of, ...(narrowing && { where: narrowing }) })}
        />
      )}
      <TextField
        label={t('alerts.currency')}
        hint={t('alerts.currencyHint')}
        pattern="[A-Za-z]{3}"
        maxLength={3}
        value={draft.currency}
        onChange={({ target }) => set({ currency: target.value })}
      />
    </>
  );
}

type OfVendorProps = { readonly vendor: string; readonly onChange: (vendor: string) => void };

function OfVendor({ vendor, onChange }: OfVendorProps) {
  const { t } = useTranslation('dashboards');
  const names = [...useVendorNames()].map(([value, label]) => ({ value, label }));
  return (
    <SelectField
      label={t('alerts.vendor')}
      options={[{ value: '', label: t('filter.vendor.all') }, ...names]}
      value={vendor}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
