// npm run docs:api: makes docs/errors.md and docs/access.md from the contracts.

import { writeFileSync } from 'node:fs';
import { allContracts } from '../composition/contracts.ts';
import { accessPage } from '../gateway/docs/access-page.ts';
import { errorPage } from '../gateway/docs/error-page.ts';

const pages = { 'errors.md': errorPage, 'access.md': accessPage };

for (const [name, page] of Object.entries(pages)) {
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), page(allContracts));
  console.log(`docs/${name} is made from the contracts`);
}
