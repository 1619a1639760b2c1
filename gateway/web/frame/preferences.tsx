import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../design/field.tsx';
import { isLanguage, languages } from '../i18n/languages.ts';
import { changeLanguage } from '../i18n/texts.ts';
import { chooseTheme, chosenTheme, type Theme } from './theme.ts';

/** The language and the light of the pages, for this browser. */
export function Preferences() {
  const { t, i18n } = useTranslation('common');
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <div className="row preferences">
      <SelectField
        label={t('language')}
        value={i18n.language}
        options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => void (isLanguage(target.value) && changeLanguage(target.value))}
      />
      <SelectField
        label={t('theme')}
        value={theme}
        options={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChange={({ target }) => choose(target.value as Theme)}
      />
    </div>
  );
}
