import type { Mutant } from './mutant.ts';
import type { Tried } from './tried.ts';

export type Row = { readonly mutant: Mutant; readonly tried: Tried };

const cells = ({ mutant, tried }: Row): string => {
  const { caughtBy, seeds } = tried;
  return `| ${mutant.name} | ${mutant.why} | ${caughtBy ?? '**survives**'} | ${caughtBy ? seeds : `more than ${seeds}`} |`;
};

/** One row a planted bug, in the order they stand in. */
export const tableOf = (rows: readonly Row[]): string =>
  ['| planted bug | what it would cost | caught by | seeds |', '| --- | --- | --- | ---: |', ...rows.map(cells)].join(
    '\n',
  );

const intro = `Each of these bugs is planted in the source while it is loaded (\`tests/simulation/mutants\`; there is no switch in the
product), and seeds are run, from the first on, until one breaks a promise. Some that only much traffic shows are looked for in
large worlds alone: the small ones are counted and passed over. \`npm run simulate -- --mutants --write-docs\`
writes this table; a test holds each bug to a place in today's source, and some are planted whenever the tests run.`;

export const sectionOf = (rows: readonly Row[]): string => `${intro}\n\n${tableOf(rows)}`;

/** The page with another text under this heading; the heading comes last where there was none. */
export function withSection(page: string, heading: string, text: string): string {
  const section = `## ${heading}\n\n${text}\n`;
  const start = page.indexOf(`## ${heading}\n`);
  if (start < 0) return `${page.trimEnd()}\n\n${section}`;
  const end = page.indexOf('\n## ', start + 1);
  return `${page.slice(0, start)}${section}${end < 0 ? '' : page.slice(end)}`;
}
