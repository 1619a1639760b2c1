// npm run docs:settings: makes docs/settings.md from settings.ts.

import { writeFileSync } from 'node:fs';
import { settingsPage } from './settings-page.ts';

writeFileSync(new URL('../docs/settings.md', import.meta.url), settingsPage());
console.log('docs/settings.md is made from settings.ts');
