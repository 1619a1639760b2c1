// npm run web: builds the web pages, as `npm start` does by itself where they are missing or were changed.

import { buildWeb } from './web/build.ts';

const startedAt = performance.now();
const place = await buildWeb();
console.log(`The web pages are built: ${place} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
