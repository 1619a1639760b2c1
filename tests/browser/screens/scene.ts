import type { BrowserContextOptions, Page } from 'playwright-core';

/** One picture of one page, in one state. */
export type Scene = {
  /** Of the file, below `docs/screens/`. */
  readonly name: string;
  readonly path: string;
  /** The login of the demo that sees it; nobody's for a visitor. */
  readonly who?: 'shopper' | 'vendor' | 'operator' | 'analyst' | 'ops';
  readonly how?: BrowserContextOptions;
  /** What is done on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
};

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const dark: BrowserContextOptions = { colorScheme: 'dark' };
export const german: BrowserContextOptions = { locale: 'de-DE' };
