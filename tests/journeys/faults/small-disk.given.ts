import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { ROOT, type Running, runCommand, temporaryDirectory } from '../souk-process.ts';

/** A disk of our own needs no rights but those in a namespace of our own, where the machine grants one. */
const ofItsOwn = 'unshare';
const namespace = ['--user', '--map-root-user', '--mount'];
const mounting = ['sh', '-c', 'mount -t tmpfs -o size="$2" tmpfs "$1" && echo mounted && exec sleep infinity', 'sh'];

export const hasSmallDisk = (): boolean =>
  spawnSync(ofItsOwn, [...namespace, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp']).status === 0;

export type SmallDisk = {
  /** Where the disk is for who comes `through`. */
  readonly directory: string;
  readonly through: readonly string[];
  /** Leaves so many bytes. */
  fill(leaveBytes: number): void;
  makeRoom(): void;
  end(): Promise<void>;
};

/** As much of it as there is room for: others write at the same time. */
function write(file: string, bytes: number): void {
  try {
    writeFileSync(file, new Uint8Array(bytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** It lasts until `end`, whoever comes and goes on it. */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const directory = temporaryDirectory();
  const holder: Running = runCommand([ofItsOwn, ...namespace, ...mounting, directory, `${megabytes}m`]);
  await eventually('the disk is mounted', () => holder.printed().includes('mounted'));
  const seenFromHere = `/proc/${holder.pid}/root${directory}`;
  const ballast = join(seenFromHere, 'ballast');
  return {
    directory,
    through: ['nsenter', '--target', String(holder.pid), '--user', '--mount', '--preserve-credentials', `--wd=${ROOT}`],
    fill: (leaveBytes) => {
      const { bavail, bsize } = statfsSync(seenFromHere);
      write(ballast, Math.max(0, bavail * bsize - leaveBytes));
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    end: async () => {
      holder.signal('SIGKILL');
      await holder.ended;
    },
  };
}
