import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { ROOT } from './built.ts';

const WEB = join(ROOT, 'gateway', 'web');

/** Each is an application of its own, with its own first page. */
const FACES = ['shop', 'portal', 'console', 'dashboards'];

/** Stands in the built pages where each answer puts a nonce of its own. */
export const NONCE = '__NONCE__';

export const webConfig = (outDir: string): InlineConfig => ({
  configFile: false,
  root: WEB,
  logLevel: 'warn',
  html: { cspNonce: NONCE },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // A `data:` image would need a wider policy than it is worth.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: FACES.map((face) => join(WEB, `${face}.html`)),
      // Packages say which of their files are for browsers: here all are.
      onLog: (level, log, tell) => void (log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log)),
    },
  },
});
