import { MultiBar, Presets } from 'cli-progress';

export type Bars = {
  /** A bar of so many things; what it gives counts one of them. */
  add(what: string, total: number): () => void;
  stop(): void;
};

const format = '  {what} {bar} {value}/{total}  {duration_formatted}';
const quietSteps = 10;

/** Bars at a terminal; elsewhere one line a tenth, so that a log stays readable. */
export const bars = (): Bars => (process.stdout.isTTY ? terminalBars() : quietBars());

function terminalBars(): Bars {
  const multi = new MultiBar({ format, hideCursor: true, clearOnComplete: false }, Presets.shades_grey);
  return {
    add: (what, total) => {
      const bar = multi.create(total, 0, { what: what.padEnd(10) });
      return () => bar.increment();
    },
    stop: () => multi.stop(),
  };
}

function quietBars(): Bars {
  return {
    add: (what, total) => {
      let done = 0;
      return () => {
        done += 1;
        const tenth = (count: number) => Math.floor((count * quietSteps) / total);
        if (tenth(done) > tenth(done - 1)) console.log(`  ${what} ${done}/${total}`);
      };
    },
    stop: () => undefined,
  };
}
