import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf, isLanguage, type Language, spokenOf } from './languages.ts';

/** Texts by their names; `_one` and `_other` are chosen by `count`. */
export type Texts = Readonly<Record<string, string>>;

/** A language's texts of one namespace, loaded when they are needed. */
export type TextFiles = Readonly<Record<Language, () => Promise<Texts>>>;

const common: TextFiles = {
  en: async () => (await import('./common.en.ts')).commonEn,
  de: async () => (await import('./common.de.ts')).commonDe,
};

const keptAs = 'souk-language';

const chosen = (): Language => {
  const kept = localStorage.getItem(keptAs);
  return isLanguage(kept) ? kept : spokenOf(navigator.languages);
};

/** The texts of a face beside those that all have, in the language that was chosen, or else the browser's. */
export async function startTexts(face: string, files: TextFiles): Promise<i18n> {
  const spaces: Readonly<Record<string, TextFiles>> = { common, [face]: files };
  const load = async (language: Language): Promise<void> => {
    for (const [space, file] of Object.entries(spaces))
      i18next.addResourceBundle(language, space, await file[language]());
  };
  const language = chosen();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    ns: Object.keys(spaces),
    defaultNS: 'common',
    fallbackLng: false,
    keySeparator: false,
    // React itself escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await load(language);
  show(language);
  speak = async (next) => {
    await load(next);
    localStorage.setItem(keptAs, next);
    await i18next.changeLanguage(next);
    show(next);
  };
  return i18next;
}

function show(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

let speak: (next: Language) => Promise<void> = async () => undefined;

/** Goes on in another language, and remembers it. */
export const changeLanguage = (next: Language): Promise<void> => speak(next);
