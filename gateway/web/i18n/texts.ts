import i18next, { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf, isLanguage, type Language, spokenOf } from './languages.ts';

/** Texts by their names; `_one` and `_other` are chosen by `count`. */
export type Texts = Readonly<Record<string, string>>;

/** A language's texts of one namespace, loaded when they are needed. */
export type TextFiles = Readonly<Record<Language, () => Promise<Texts>>>;

/** A face's own namespace. */
type OfFace = { readonly name: string; readonly texts: TextFiles };

const common: TextFiles = {
  en: async () => (await import('./common.en.ts')).commonEn,
  de: async () => (await import('./common.de.ts')).commonDe,
};

const keptAs = 'souk-language';

const chosen = (): Language => {
  const kept = localStorage.getItem(keptAs);
  return isLanguage(kept) ? kept : spokenOf(navigator.languages);
};

async function load(into: i18n, language: Language, { name, texts }: OfFace): Promise<void> {
  const [shared, own] = await Promise.all([common[language](), texts[language]()]);
  into.addResourceBundle(language, 'common', shared);
  into.addResourceBundle(language, name, own);
}

const options = (language: Language, face: string) => ({
  lng: language,
  resources: {},
  ns: ['common', face],
  defaultNS: 'common',
  fallbackLng: false as const,
  keySeparator: false as const,
  // React itself escapes what it shows.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** The texts of a face beside those that all have, in the language that was chosen, or else the browser's. */
export async function startTexts(face: OfFace): Promise<void> {
  const language = chosen();
  await i18next.use(initReactI18next).init(options(language, face.name));
  await load(i18next, language, face);
  show(language);
  speak = async (next) => {
    await load(i18next, next, face);
    localStorage.setItem(keptAs, next);
    await i18next.changeLanguage(next);
    show(next);
  };
}

const made = new Map<string, Promise<i18n>>();

/** The same for a page that is made without a browser: one for each language. */
export function textsIn(wished: string, face: OfFace): Promise<i18n> {
  const language = isLanguage(wished) ? wished : 'en';
  const texts = made.get(language) ?? make(language, face);
  made.set(language, texts);
  return texts;
}

async function make(language: Language, face: OfFace): Promise<i18n> {
  const instance = createInstance();
  await instance.init(options(language, face.name));
  await load(instance, language, face);
  return instance;
}

function show(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

let speak: (next: Language) => Promise<void> = async () => undefined;

/** Goes on in another language, and remembers it. */
export const changeLanguage = (next: Language): Promise<void> => speak(next);
