import { basename } from 'node:path';
import { outsideWorld } from './outside-world.ts';
import { type Finding, type Node, type Source, walk } from './source.ts';

/** What is wrong with a node, as half a sentence; nothing if it is fine. */
export type NodeRule = (node: Node) => string | undefined;

type Rule = { readonly holds: (path: string) => boolean; readonly check: NodeRule };

/** Tools that read a default export and nothing else. */
const DEFAULT_EXPORTS = new Set(['jest.config.mjs', 'moleculer.config.ts', 'tools/tally-reporter.ts']);

const everywhere = () => true;
const inActors = (path: string) => path.startsWith('actors/');
const inRules = (path: string) => inActors(path) && !path.startsWith('actors/runtime/');

function noAny(node: Node): string | undefined {
  return node.type === 'TsKeywordType' && node.kind === 'any' ? '`any`: say what it is, or `unknown`' : undefined;
}

function noDefaultExport(node: Node): string | undefined {
  return node.type.startsWith('ExportDefault') ? 'default export: give it its name' : undefined;
}

function noThis(node: Node): string | undefined {
  return node.type === 'ThisExpression' ? '`this`: actors are functions of what they are given' : undefined;
}

const CASTS = new Set(['TsAsExpression', 'TsTypeAssertion', 'TsNonNullExpression']);

function noCast(node: Node): string | undefined {
  return CASTS.has(node.type) ? 'cast: only actors/runtime may know better than the compiler' : undefined;
}

const RULES: readonly Rule[] = [
  { holds: everywhere, check: noAny },
  { holds: (path) => !DEFAULT_EXPORTS.has(path), check: noDefaultExport },
  { holds: inRules, check: noThis },
  { holds: inRules, check: noCast },
  { holds: (path) => inActors(path) && path !== 'actors/runtime/world.ts', check: outsideWorld },
];

export function brokenRules(source: Source): Finding[] {
  const findings: Finding[] = [];
  const rules = RULES.filter(({ holds }) => holds(source.path));
  walk(source.tree, (node) => {
    for (const { check } of rules) {
      const says = check(node);
      if (says) findings.push({ path: source.path, line: source.placeOf(node).line, says });
    }
  });
  return findings;
}

const UNFINISHED = new RegExp(
  `\\b(${['TO', 'FIX'].map((start) => `${start}${start === 'TO' ? 'DO' : 'ME'}`).join('|')})\\b`,
);

export function unfinished({ path, text }: Source): Finding[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const mark = UNFINISHED.exec(line);
    return mark ? [{ path, line: index + 1, says: `${mark[1]}: do it, or open an issue` }] : [];
  });
}

const KEBAB = /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/;

export function badName(path: string): Finding[] {
  const wrong = (says: string): Finding[] => [{ path, line: 1, says }];
  if (/^index\.[a-z]+$/.test(basename(path))) return wrong('barrel: import a thing from the file that holds it');
  if (path.split('/').every((part) => KEBAB.test(part))) return [];
  return wrong('name: small letters, words joined by dashes, dots before the kind (`stock.view.ts`)');
}
