export type Theme = 'auto' | 'light' | 'dark';

const keptAs = 'souk-theme';

export function chosenTheme(): Theme {
  // A page that is made by the gateway is for everybody.
  const kept = globalThis.localStorage?.getItem(keptAs);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

/** The first page applies it before it paints, from the same place. */
export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') {
    localStorage.removeItem(keptAs);
    delete dataset.theme;
    return;
  }
  localStorage.setItem(keptAs, theme);
  dataset.theme = theme;
}
