import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type IFlattenedRuleSet, type IViolation } from 'dependency-cruiser';

type Config = { readonly forbidden: NonNullable<IFlattenedRuleSet['forbidden']>; readonly options: ICruiseOptions };

export type Walls = { readonly files: number; readonly broken: readonly string[] };

const PLACES = [
  'actors',
  'tenants',
  'gateway',
  'realtime',
  'analytics',
  'composition',
  'cli',
  'examples',
  'tools',
  'tests',
];
const CONFIG: Config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

function sentence({ from, to, rule, cycle }: IViolation): string {
  const path = cycle ? [from, ...cycle.map(({ name }) => name)] : [from, to];
  const comment = CONFIG.forbidden.find(({ name }) => name === rule.name)?.comment;
  return `${path.join(' -> ')}\n  ${rule.name}: ${comment}`;
}

/** Reads every import below `root` and says which ones the walls of .dependency-cruiser.cjs forbid. */
export async function checkWalls(root: string): Promise<Walls> {
  const places = [...PLACES, 'settings.ts', 'moleculer.config.ts'].filter((place) => existsSync(join(root, place)));
  const ruleSet = { forbidden: CONFIG.forbidden };
  const { output } = await cruise(places, { ...CONFIG.options, baseDir: root, validate: true, ruleSet });
  if (typeof output === 'string') throw new TypeError('dependency-cruiser gave text where its result was asked for');
  const files = output.modules.filter(({ source }) => places.some((place) => source.startsWith(place)));
  return { files: files.length, broken: output.summary.violations.map(sentence) };
}
