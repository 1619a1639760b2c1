import { type Node, nameOf } from './source.ts';

// Time, ids and randomness are given to actors (actors/runtime/world.ts), so that a simulator can give them its own.

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const MEMBERS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.getRandomValues', 'crypto.randomUUID']);
const TIMER_MODULES = new Set(['node:timers', 'timers', 'node:timers/promises', 'timers/promises']);
const CRYPTO_MODULES = new Set(['node:crypto', 'crypto']);

const refused = (what: string): string => `${what}: ask the world (actors/runtime/world.ts)`;

function calls(node: Node): string | undefined {
  const callee = nameOf(node.callee);
  if (callee === 'Date' && node.type === 'CallExpression') return refused('Date()');
  if (node.type === 'CallExpression' && callee && TIMERS.has(callee)) return refused(callee);
  const given = node.arguments;
  if (callee === 'Date' && !(Array.isArray(given) && given.length > 0)) return refused('new Date()');
  return undefined;
}

function members(node: Node): string | undefined {
  const object = nameOf(node.object);
  const property = nameOf(node.property);
  const name = object === 'globalThis' ? `${property}` : `${object}.${property}`;
  return MEMBERS.has(name) || TIMERS.has(name) ? refused(name) : undefined;
}

function imports(node: Node): string | undefined {
  const from = nameOf(node.source);
  if (node.typeOnly === true || from === undefined) return undefined;
  if (TIMER_MODULES.has(from)) return refused(from);
  const specifiers = node.specifiers;
  if (!CRYPTO_MODULES.has(from) || !Array.isArray(specifiers)) return undefined;
  const names = specifiers.map((one: Node) => nameOf(one.imported) ?? nameOf(one.local) ?? '');
  const random = names.find((name) => name.startsWith('random') || name === 'getRandomValues');
  if (random) return refused(random);
  return specifiers.some((one: Node) => one.type !== 'ImportSpecifier') ? refused(`all of ${from}`) : undefined;
}

export function outsideWorld(node: Node): string | undefined {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return calls(node);
  if (node.type === 'MemberExpression') return members(node);
  return node.type === 'ImportDeclaration' ? imports(node) : undefined;
}
