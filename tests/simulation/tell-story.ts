import { type Job, runJob } from './job.ts';

/** Machinery that happens all the time and tells nothing by itself. */
const humdrum =
  /^(timer|soon|pauses|looks|everybody sees|rows\.|vault\.|journal\.(read|stream|heads|answers|loadSnapshot|saveSnapshot))/;
const mostLines = 400;

/** Who did what, when. Without `verbose` only what people would tell, and of a long story the end. */
export async function storyOf(job: Job, verbose: boolean): Promise<readonly string[]> {
  const lines: string[] = [];
  const hear = (step: number, atMs: number, who: string, what: string): void => {
    if (!verbose && humdrum.test(what)) return;
    lines.push(`${(atMs / 1_000).toFixed(3).padStart(9)} s  #${step}  ${who}  ${what}`);
  };
  const { broken } = await runJob(job, { hear });
  const shown = verbose ? lines : lines.slice(-mostLines);
  const before = lines.length - shown.length;
  return [
    ...(before > 0 ? [`(${before} lines before; --verbose shows all)`] : []),
    ...shown,
    ...broken.map(({ promise, sentence }) => `broken: ${promise}: ${sentence}`),
  ];
}
