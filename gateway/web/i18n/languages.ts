export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

export const isLanguage = (name: string | null | undefined): name is Language =>
  name !== null && name !== undefined && Object.hasOwn(languages, name);

/** The first language of the browser that we speak: `de-AT` is German. */
export const spokenOf = (wished: readonly string[]): Language =>
  wished.map((name) => name.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';

/** The page's language as people of the browser's region write it: English of somebody in Britain has British dates. */
export const regionalOf = (language: string, wished: readonly string[]): string =>
  wished.find((name) => name.startsWith(`${language}-`)) ?? language;

const fromRight = new Set(['ar', 'fa', 'he', 'ur']);

export const directionOf = (language: string): 'ltr' | 'rtl' => (fromRight.has(language.slice(0, 2)) ? 'rtl' : 'ltr');
