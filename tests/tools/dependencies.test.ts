import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

type Versions = Readonly<Record<string, string>>;
type Manifest = {
  readonly dependencies: Versions;
  readonly optionalDependencies: Versions;
  readonly devDependencies: Versions;
  readonly allowScripts: object;
};

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const manifest: Manifest = JSON.parse(read('package.json'));
const page = read('docs/decisions/dependencies.md');

function listedUnder(heading: string): readonly string[] {
  const section = page.split('\n## ').find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \| \S.* \|$/gm)].map((match) => match[1] ?? '');
}

test('every package needed to run is listed with its reason, and no other', () => {
  expect(listedUnder('Needed to run')).toEqual(Object.keys(manifest.dependencies).sort());
});

test('every package that Souk can do without is listed with its reason, and no other', () => {
  expect(listedUnder('Needed for analytics')).toEqual(Object.keys(manifest.optionalDependencies).sort());
});

test('every package needed to work on Souk is listed with its reason, and no other', () => {
  expect(listedUnder('Needed to work on it')).toEqual(Object.keys(manifest.devDependencies).sort());
});

test('every version is exact', () => {
  const versions = Object.values({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('only Node itself runs a script when it is installed', () => {
  expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
});

test('the lock names no registry, so that everyone installs from their own', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});

/** A lock made for one kind of machine makes `npm ci` fail on another. */
test('the lock holds the packages of every platform', () => {
  const { packages }: { packages: Record<string, { optionalDependencies?: Versions }> } = JSON.parse(
    read('package-lock.json'),
  );
  const locked = (name: string, parent: string) =>
    `node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages;
  const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !locked(name, parent)),
  );
  expect(missing).toEqual([]);
});
