// Plants each bug in turn and runs seeds of the simulator until one of them sees it. Exits 1 when a bug survives, or
// when the simulator sees something though no bug is planted.
//
//   npm run simulate -- --mutants                      all bugs
//   npm run simulate -- --mutants oversold 'parked'    those whose names begin so
//   ... --seeds 500                                    at most so many seeds for each bug (default 300)
//   ... --first 1000                                   the first seed (default 1)
//   ... --jobs 2                                       so many at once (default 1)
//   ... --write-docs                                   writes the table into docs/simulator.md

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allMutants } from './all.ts';
import type { Mutant } from './mutant.ts';
import { type Row, sectionOf, withSection } from './table.ts';
import { type Tried, tryMutant, trySeeds } from './tried.ts';

const PAGE = new URL('../../../docs/simulator.md', import.meta.url);
const seedTimeoutMs = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutants: { type: 'boolean', default: true },
    seeds: { type: 'string', default: '300' },
    first: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    'write-docs': { type: 'boolean', default: false },
  },
});

const options = { first: Number(values.first), seeds: Number(values.seeds), seedTimeoutMs };

const chosen = allMutants.filter(
  ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
);

const said = ({ caughtBy, seeds, seed, sentence }: Tried): string =>
  caughtBy ? `caught by ${caughtBy} after ${seeds} (seed ${seed}): ${sentence}` : `SURVIVES ${seeds} seeds`;

async function tryAll(mutants: readonly Mutant[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const waiting = [...mutants];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const tried = await tryMutant(mutant, options);
      rows.push({ mutant, tried });
      console.log(`${mutant.name}: ${said(tried)}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  return rows.sort((a, b) => mutants.indexOf(a.mutant) - mutants.indexOf(b.mutant));
}

const clean = await trySeeds(undefined, { ...options, seeds: Math.min(20, options.seeds) });
console.log(`no bug planted: ${clean.caughtBy ? `SEES ${said(clean)}` : `nothing is seen in ${clean.seeds} seeds`}`);
const rows = await tryAll(chosen);
const survivors = rows.filter(({ tried }) => !tried.caughtBy);
if (values['write-docs']) writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), 'Planted bugs', sectionOf(rows)));
console.log(`${rows.length} bugs planted, ${rows.length - survivors.length} caught, ${survivors.length} survive`);
process.exitCode = survivors.length === 0 && rows.length > 0 && !clean.caughtBy ? 0 : 1;
