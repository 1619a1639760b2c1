import { parseSync } from '@swc/core';

/** A node of the syntax tree: of its many shapes we only need that it has a type and, mostly, a place. */
export type Node = {
  readonly type: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
};

export type Place = { readonly line: number; readonly lastLine: number };

export type Source = {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly tree: Node;
  readonly placeOf: (node: Node) => Place;
};

export type Finding = { readonly path: string; readonly line: number; readonly says: string };

export type Visit = (node: Node, ancestors: readonly Node[]) => void;

const isNode = (value: object): value is Node => 'type' in value && typeof value.type === 'string';

export function readSource(path: string, text: string): Source {
  const tree = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'esnext' });
  if (!isNode(tree)) throw new TypeError(`${path}: the parser gave no tree`);
  return { path, text, tree, placeOf: placesIn(text) };
}

/** The parser counts bytes from 1; people count lines. */
function placesIn(text: string): Source['placeOf'] {
  const bytes = Buffer.from(text);
  const lineStarts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lineStarts.push(at + 1);
  const lineAt = (byte: number) => lineStarts.findLastIndex((start) => start <= byte) + 1;
  return ({ span }) => ({ line: lineAt((span?.start ?? 1) - 1), lastLine: lineAt((span?.end ?? 1) - 2) });
}

/** Visits every node below `value`, parents first; `ancestors` holds the nearest last. */
export function walk(value: unknown, visit: Visit, ancestors: readonly Node[] = []): void {
  if (typeof value !== 'object' || value === null) return;
  if (!isNode(value)) {
    for (const child of Object.values(value)) walk(child, visit, ancestors);
    return;
  }
  visit(value, ancestors);
  const inner = [...ancestors, value];
  for (const child of Object.values(value)) walk(child, visit, inner);
}

/** The text of a name or of a quoted string, where the node is one. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !isNode(value)) return undefined;
  return typeof value.value === 'string' ? value.value : undefined;
}

export const isTest = (path: string): boolean => path.startsWith('tests/');
