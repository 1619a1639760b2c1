import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';

export type BesideOptions = {
  readonly entry: URL;
  readonly env?: Readonly<Record<string, string>>;
  /** Of its JavaScript, and how much of that is for what has just been made; default: Node's own bounds. */
  readonly heap?: { readonly mb: number; readonly youngMb: number };
};

/** A process beside the shop, and behind it where both want the processor. What is said to it is copied. */
export function forkBeside({ entry, env = {}, heap }: BesideOptions): ChildProcess {
  const bounds = heap ? [`--max-old-space-size=${heap.mb}`, `--max-semi-space-size=${heap.youngMb}`] : [];
  const child = fork(entry, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...bounds],
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  giveWay(child.pid);
  child.on('error', () => undefined);
  return child;
}

function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where that is not allowed they share it.
  }
}
