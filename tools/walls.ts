// npm run walls: who may import whom (.dependency-cruiser.cjs). Says each import that goes through a wall, exits 1.

import { fileURLToPath } from 'node:url';
import { checkWalls } from './walls/check.ts';

const { files, broken } = await checkWalls(fileURLToPath(new URL('..', import.meta.url)));
for (const sentence of broken) console.log(sentence);
console.log(`${files} files, ${broken.length} imports through a wall`);
// A parser that understands nothing finds nothing wrong: so finding no file is a failure too.
process.exitCode = files > 0 && broken.length === 0 ? 0 : 1;
