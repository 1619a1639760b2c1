// npm run fuzz: bad input by the thousand against a Souk of its own (docs/fuzzing.md).

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzz, type Outcome } from './fuzz.ts';

const usage = `npm run fuzz -- [--requests N] [--seed S] [--from N] [--only http|sockets]

Starts a Souk on a data directory of its own, with two tenants, and sends it what nobody should.
  --requests N   requests over HTTP, and packets over sockets (20 000)
  --seed S       what is drawn; the same seed draws the same requests
  --from N       begins with request N of the seed
  --only KIND    http or sockets`;

function readArguments() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { requests: text, seed: text, from: text, only: text, help: { type: 'boolean' } },
  });
  const { requests = '20000', seed = randomBytes(4).toString('hex'), from = '0', only, help } = values;
  const isFine = /^\d+$/.test(requests) && /^\d+$/.test(from) && (only === undefined || /^(http|sockets)$/.test(only));
  if (help || !isFine) {
    process.stderr.write(`${usage}\n`);
    process.exit(help ? 0 : 1);
  }
  return { requests: Number(requests), seed, from: Number(from), only };
}

function summary(seed: string, { http, sockets, seconds, memory, findings }: Outcome): string {
  const statuses = [...http.statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`);
  return [
    `answers ${statuses.join(', ')}; ${http.wild} sent as no library would`,
    `sockets ${sockets.sockets}, let in ${sockets.admitted}, channels granted ${sockets.granted}, refused ${sockets.refused}, frames ${sockets.frames}`,
    `memory (heap/RSS in MB) ${memory}`,
    `${http.requests} requests and ${sockets.packets} packets in ${seconds.toFixed(0)} s, seed ${seed}: ${findings.all.length} kinds of findings`,
  ].join('\n');
}

const wanted = readArguments();
process.stdout.write(`seed ${wanted.seed}\n`);
const enough = new AbortController();
process.once('SIGINT', () => enough.abort()).once('SIGTERM', () => enough.abort());
const isTerminal = process.stderr.isTTY;
const outcome = await fuzz({
  ...wanted,
  signal: enough.signal,
  say: (progress) => process.stderr.write(isTerminal ? `\r${progress}\u001b[K` : `${progress}\n`),
});
if (outcome.findings.all.length > 0) process.stdout.write(`\n${outcome.findings}\n`);
process.stdout.write(`\n${summary(wanted.seed, outcome)}\n`);
process.exitCode = outcome.findings.all.length > 0 ? 1 : 0;
