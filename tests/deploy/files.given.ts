import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const pathsOf = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT }).sort();

/** Every document of a YAML file; throws where it cannot be read. */
export function documentsOf<Document>(path: string): readonly Document[] {
  return parseAllDocuments(textOf(path), { merge: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${path}: ${problem.message}`);
    return document.toJS() as Document;
  });
}
