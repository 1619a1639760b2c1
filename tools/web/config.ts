import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { ROOT } from './built.ts';

const WEB = join(ROOT, 'gateway', 'web');

/** Each is an application of its own, with its own first page. */
const FACES = ['shop', 'portal', 'console', 'dashboards'];

type OnLog = NonNullable<NonNullable<NonNullable<InlineConfig['build']>['rolldownOptions']>['onLog']>;

/** Packages say which of their files are for browsers: here all are. */
const withoutDirectives: OnLog = (level, log, tell) => void (log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log));

/** Stands in the built pages where each answer puts a nonce of its own. */
export const NONCE = '__NONCE__';

/** The shop once more, for the gateway, which makes its pages before anybody's browser does. */
export const serverConfig = (outDir: string): InlineConfig => ({
  configFile: false,
  root: WEB,
  logLevel: 'warn',
  // Nothing of it is asked of node_modules when Souk runs: production has none of it.
  ssr: { noExternal: true },
  build: {
    ssr: join(WEB, 'shop', 'server.tsx'),
    outDir: join(outDir, 'server'),
    emptyOutDir: true,
    target: 'node24',
    assetsInlineLimit: 0,
    rolldownOptions: { onLog: withoutDirectives },
  },
});

/** What each page of every face, or of the shop, needs: a few files, for every file costs its fields too. */
const GROUPS = [
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|@tanstack\/.*)\//,
  },
  {
    name: 'shared',
    test: /gateway\/web\/(api\/(ask|problem|queries|request|routes|tenant)|live|session\/(session|ways)|frame\/(face|fields|missing|page|preferences|query|router|sku|theme)|i18n\/(format|languages|problem|texts)|design\/(button|field|states|toast|values))/,
  },
  {
    name: 'shelves',
    test: /gateway\/web\/shop\/(cart\/(use-cart|kept-cart|cart-lines)|queries|telling|use-title|use-currency|product\/choice)/,
  },
];

export const webConfig = (outDir: string): InlineConfig => ({
  configFile: false,
  root: WEB,
  logLevel: 'warn',
  html: { cspNonce: NONCE },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // All of it is small, and a page that the gateway draws is dressed before its code has come.
    cssCodeSplit: false,
    // A `data:` image would need a wider policy than it is worth.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: FACES.map((face) => join(WEB, `${face}.html`)),
      onLog: withoutDirectives,
      output: { codeSplitting: { groups: GROUPS } },
    },
  },
});
