import { type Finding, isTest, type Node, nameOf, type Source, walk } from './source.ts';

const MAX_FUNCTION_LINES = 40;
const MAX_FILE_LINES = 200;

export type FunctionSize = {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly lines: number;
};

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);

const hasStatements = ({ body }: Node): boolean => typeof body === 'object' && body !== null && 'stmts' in body;

/** `order => order.id` given to another function is an expression of it, not a function to be counted. */
function isCounted(node: Node, parent: Node | undefined): boolean {
  if (!FUNCTIONS.has(node.type)) return false;
  return node.type !== 'ArrowFunctionExpression' || parent?.type === 'VariableDeclarator' || hasStatements(node);
}

function calledAs(node: Node, parent: Node | undefined): string {
  const own = nameOf(node.identifier) ?? nameOf(node.key);
  return own ?? nameOf(parent?.id) ?? nameOf(parent?.key) ?? 'a function';
}

const linesOf = (source: Source, node: Node): number => {
  const { line, lastLine } = source.placeOf(node);
  return lastLine - line + 1;
};

/** In a test the functions inside a suite stand for themselves: the suite around them is only their list. */
function linesInside(source: Source, node: Node): number {
  let inside = 0;
  walk(node, (inner, ancestors) => {
    if (inner === node || !FUNCTIONS.has(inner.type)) return;
    if (ancestors.some((ancestor) => ancestor !== node && FUNCTIONS.has(ancestor.type))) return;
    const lines = linesOf(source, inner);
    if (lines > 1) inside += lines;
  });
  return inside;
}

export function functionSizes(source: Source): FunctionSize[] {
  const sizes: FunctionSize[] = [];
  walk(source.tree, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (!isCounted(node, parent)) return;
    const lines = linesOf(source, node) - (isTest(source.path) ? linesInside(source, node) : 0);
    sizes.push({ path: source.path, line: source.placeOf(node).line, name: calledAs(node, parent), lines });
  });
  return sizes;
}

export function tooLong(source: Source, sizes: readonly FunctionSize[]): Finding[] {
  const { path } = source;
  const long = sizes.filter(({ lines }) => lines > MAX_FUNCTION_LINES);
  const findings = long.map(({ line, name, lines }) => ({
    path,
    line,
    says: `${name} has ${lines} lines, at most ${MAX_FUNCTION_LINES}`,
  }));
  const lines = source.text.replace(/\n$/, '').split('\n').length;
  if (lines > MAX_FILE_LINES) findings.push({ path, line: 1, says: `${lines} lines, at most ${MAX_FILE_LINES}` });
  return findings;
}

/** The value that `share` of the sorted numbers do not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function summary(sizes: readonly FunctionSize[]): string {
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  const [median, p95, longest] = [0.5, 0.95, 1].map((share) => quantile(sorted, share));
  return `${sorted.length} functions (tests apart): median ${median} lines, p95 ${p95}, longest ${longest}`;
}
