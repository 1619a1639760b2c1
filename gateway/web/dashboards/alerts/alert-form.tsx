import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../actors/analytics/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox, SelectField, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { AlertMore } from './alert-more.tsx';
import { type Draft, draftOf, emptyDraft, isChange, ruleOf, spans, subjects, watched, whens } from './watched.ts';

type FormProps = { readonly onSaved: (alert: Alert) => void };

const save = (draft: Draft): Promise<Alert> =>
  ask('analytics.saveAlert', {
    ...{ name: draft.name.trim(), rule: ruleOf(draft) },
    ...(!draft.isMailed && { mailTo: [] }),
  });

/** A new alert, in one sentence: what of what, how far, in how long a time. */
export function AlertForm({ onSaved }: FormProps) {
  const { t } = useTranslation('dashboards');
  const [draft, setDraft] = useState(emptyDraft);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const saving = useMutation({
    mutationFn: () => save(draft),
    onSuccess: (saved) => {
      onSaved(saved);
      setDraft(emptyDraft);
    },
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <h2>{t('alerts.new')}</h2>
      {saving.error && <ProblemView error={saving.error} />}
      <TextField
        label={t('alerts.name')}
        required
        maxLength={80}
        value={draft.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <Watching draft={draft} onChange={setDraft} />
      <Checkbox
        label={t('alerts.mailMe')}
        checked={draft.isMailed}
        onChange={({ target }) => set({ isMailed: target.checked })}
      />
      <Button type="submit" busy={saving.isPending}>
        {t('alerts.save')}
      </Button>
    </form>
  );
}

type WatchingProps = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

function Watching({ draft, onChange }: WatchingProps) {
  const { t } = useTranslation('dashboards');
  return (
    <>
      <SelectField
        label={t('alerts.of')}
        options={subjects.map((value) => ({ value, label: t(`alerts.of.${value}`) }))}
        value={draft.of}
        onChange={({ target }) => onChange(draftOf(draft, target.value as Draft['of']))}
      />
      <SelectField
        label={t('alerts.measure')}
        options={watched[draft.of].map((value) => ({ value, label: t(`measure.${value}`) }))}
        value={draft.measure}
        onChange={({ target }) => onChange({ ...draft, measure: target.value as Draft['measure'] })}
      />
      <SelectField
        label={t('alerts.when')}
        options={whens.map((value) => ({ value, label: t(`alerts.when.${value}`) }))}
        value={draft.when}
        onChange={({ target }) => onChange({ ...draft, when: target.value as Draft['when'] })}
      />
      <TextField
        label={t(isChange(draft) ? 'alerts.percent' : 'alerts.than')}
        hint={t(isChange(draft) ? 'alerts.percentHint' : 'alerts.thanHint')}
        type="number"
        required
        value={draft.than}
        onChange={({ target }) => onChange({ ...draft, than: target.value })}
      />
      <SelectField
        label={t('alerts.minutes')}
        options={spans.map((minutes) => ({ value: String(minutes), label: t(`alerts.minutes.${minutes}`) }))}
        value={String(draft.minutes)}
        onChange={({ target }) => onChange({ ...draft, minutes: Number(target.value) })}
      />
      <AlertMore draft={draft} onChange={onChange} />
    </>
  );
}
