// npm run tidy: our numbers and habits, for every source file (STYLE in CONTRIBUTING.md). Says each place, exits 1.

import { globSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './tidy/check.ts';
import { summary } from './tidy/sizes.ts';
import { isTest } from './tidy/source.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOT_OURS = new Set(['node_modules', 'data', 'dist', '.git']);

function sourceFiles(): string[] {
  const found = globSync('**/*.{ts,tsx,mjs,cjs}', { cwd: ROOT, exclude: (name) => NOT_OURS.has(name) });
  return found.map((path) => path.split(sep).join('/')).sort();
}

const checked = sourceFiles().map((path) => check(path, readFileSync(`${ROOT}${path}`, 'utf8')));
const findings = checked.flatMap((file) => file.findings);
for (const { path, line, says } of findings) console.log(`${path}:${line}: ${says}`);
console.log(summary(checked.flatMap((file) => file.sizes).filter(({ path }) => !isTest(path))));
console.log(`${checked.length} files, ${findings.length} findings`);
process.exitCode = findings.length === 0 && checked.length > 0 ? 0 : 1;
