import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Longer than any walk takes: a wait for what never comes must end. */
const longestWalkMs = 600_000;

/** A fenced block of shell on a page: ```sh, and the words behind it. */
export type Block = { readonly words: readonly string[]; readonly commands: string };

const fence = /^```sh([^\n]*)\n([\s\S]*?)^```$/gm;

export const pageText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const blocksOf = (text: string): readonly Block[] =>
  [...text.matchAll(fence)].map(([, words = '', commands = '']) => ({
    words: words.split(' ').filter(Boolean),
    commands,
  }));

/** From a heading to the next one of its level. */
export function sectionOf(text: string, heading: string): string {
  const [, section] = text.split(new RegExp(`^## ${heading}$`, 'm'));
  if (section === undefined) throw new Error(`no section ${heading}`);
  return section.split(/^## /m)[0] ?? '';
}

/** What is printed is what runs; only the port is another. A comment `# 409 CODE` promises how the next `curl` is answered. */
const asRun = (commands: string, port: number): string =>
  commands
    .replaceAll('localhost:3000', `localhost:${port}`)
    .replaceAll(/^# (\d{3}(?: [A-Z_]+)?)\b.*$/gm, (line, promise) => `${line}\nexpect ${promise}`);

/** `curl` as its reader knows it, but whatever is refused against the page's word is written down, and ends the walk. */
const prelude = `
set -e -o pipefail
expect() { echo "$*" > "$WALK/expected"; }
curl() {
  local answer status promised=''
  answer=$(mktemp "$WALK/answer.XXXXXX")
  if [ -e "$WALK/expected" ]; then promised=$(cat "$WALK/expected"); rm "$WALK/expected"; fi
  status=$(command curl "$@" -o "$answer" -w '%{http_code}') || status=000
  cat "$answer"
  if is_as_promised "$status" "$answer" $promised; then return 0; fi
  echo "promised \${promised:-success}, answered $status: curl $*: $(cat "$answer")" >> "$WALK/failures"
  return 22
}
is_as_promised() {
  if [ -z "$3" ]; then [ "$1" -ge 200 ] && [ "$1" -lt 400 ]; return; fi
  [ "$1" = "$3" ] && { [ -z "$4" ] || grep -q "\\"code\\":\\"$4\\"" "$2"; }
}
`;

const coda = `
if [ -e "$WALK/expected" ]; then echo "nothing was asked after: $(cat "$WALK/expected")" >> "$WALK/failures"; fi
`;

/** Where a Souk is open. */
export type Place = { readonly port: number; readonly directory: string };

export type Walked = {
  /** 0: every command succeeded. */
  readonly code: number | null;
  /** What was refused against the page's word. */
  readonly failures: string;
  readonly printed: string;
};

/** Runs blocks in one shell, one after another, as somebody who pastes them would. */
export async function walk({ port, directory }: Place, blocks: readonly Block[]): Promise<Walked> {
  const folder = mkdtempSync(join(tmpdir(), 'souk-walk-'));
  const script = asRun(blocks.map(({ commands }) => commands).join('\n'), port);
  const env = { ...process.env, DATA_DIR: directory, TMPDIR: folder, WALK: folder, LOG_LEVEL: 'warn' };
  const shell = spawn('bash', ['-c', prelude + script + coda], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // The shell alone would leave behind what it runs.
  const late = setTimeout(() => process.kill(-(shell.pid ?? 0), 'SIGKILL'), longestWalkMs);
  let printed = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [code] = (await once(shell, 'close')) as [number | null];
  clearTimeout(late);
  const failures = readIfThere(join(folder, 'failures'));
  rmSync(folder, { recursive: true, force: true });
  return { code, failures, printed };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
