import { chanceOf } from './chance.ts';
import { requestOf } from './generator.ts';
import type { HttpRun } from './http-run.ts';
import { faultsOf, shown } from './judge.ts';
import { learn } from './learning.ts';
import { bytesOf, type Request } from './request.ts';
import { sendWild } from './wild-lane.ts';
import type { Answer } from './wire/answer.ts';
import { Connection } from './wire/connection.ts';

const wildShare = 0.04;
const isWild = (seed: string, number: number): boolean => chanceOf('is wild', seed, number).is(wildShare);

type Sent = { readonly request: Request; readonly answer: Answer | undefined };

const workers = 16;
const mostPipelined = 4;

/** Sends the requests `from` to below `to` of a seed, and learns from the answers in the order of their numbers. */
export async function round(run: HttpRun, from: number, to: number): Promise<void> {
  const { seed, law, town } = run;
  const requests = Array.from({ length: to - from }, (_, at) => requestOf(seed, from + at, law.document, town));
  const { tame, wild } = Object.groupBy(requests, ({ number }) => (isWild(seed, number) ? 'wild' : 'tame'));
  const sent: Sent[] = [];
  let next = 0;
  const take = (count: number): Request[] => {
    const taken = (tame ?? []).slice(next, next + count);
    next += taken.length;
    return taken;
  };
  await Promise.all([
    ...Array.from({ length: workers }, (_, worker) => work(run, take, sent, 1 + (worker % mostPipelined))),
    ...(wild ?? []).map((request) => sendWild(run, request)),
  ]);
  sent.sort((one, other) => one.request.number - other.request.number);
  for (const { request, answer } of sent) if (answer) learn(town, request, answer);
}

async function work(run: HttpRun, take: (count: number) => Request[], sent: Sent[], pipelined: number): Promise<void> {
  let connection = new Connection(run.town.port);
  for (let batch = take(pipelined); batch.length > 0; batch = take(pipelined)) {
    if (connection.isClosed) connection = new Connection(run.town.port);
    const current = connection;
    const answers = await Promise.all(batch.map((request) => current.ask(bytesOf(request), request.method)));
    for (const [at, request] of batch.entries()) {
      const answer = answers[at] ?? (await again(run, request));
      sent.push({ request, answer });
      judge(run, request, answer);
    }
    if (connection.complaint)
      run.findings.add(`on the wire: ${connection.complaint}`, () => batch.map(shown).join('\n---\n'));
  }
  connection.close();
}

/** An answer before it may have closed the connection: alone it must be answered. */
async function again({ town }: HttpRun, request: Request): Promise<Answer | undefined> {
  const connection = new Connection(town.port);
  const answer = await connection.ask(bytesOf(request), request.method);
  connection.close();
  return answer;
}

function judge({ law, findings, tally, seed }: HttpRun, request: Request, answer: Answer | undefined): void {
  tally.requests += 1;
  const status = answer?.status ?? 0;
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  const faults = answer ? faultsOf(request, answer, law) : silence(request);
  for (const fault of faults) {
    findings.add(`${request.meant}: ${fault}`, () => story(seed, request, answer));
  }
}

/** A body of more than 8 MB is not read to its end: whoever goes on sending may lose the connection before the 413 is heard. */
const mostReadBytes = 8 * 1_048_576;

const silence = ({ body }: Request): readonly string[] =>
  (body?.length ?? 0) > mostReadBytes ? [] : ['it was not answered'];

const story = (seed: string, request: Request, answer: Answer | undefined): string =>
  [
    `  seed ${seed}, number ${request.number}, as the ${request.who} of ${request.tenant}: ${request.spoilt.join('; ') || 'as it should be'}`,
    shown(request).replaceAll(/^/gm, '  > '),
    `${answer?.head}\n\n${answer?.body.toString().slice(0, 1_000)}`.replaceAll(/^/gm, '  < '),
  ].join('\n');
