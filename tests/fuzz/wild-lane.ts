import type { HttpRun } from './http-run.ts';
import { faultsOf, roughFaultsOf, shown } from './judge.ts';
import type { Request } from './request.ts';
import { type Wild, wildOf } from './wild.ts';
import { type Heard, play } from './wire/player.ts';

const answerMs = 25_000;
const listenMs = 2_000;
/** For these anything or nothing may come, as soon as the bytes are sent. */
const unheardMs = 50;

/** Sends one request as no library would, and judges whatever comes. */
export async function sendWild({ seed, law, town, findings, tally }: HttpRun, request: Request): Promise<void> {
  const wild = wildOf(seed, request);
  const heard = await play(town.port, wild.steps, request.method, wild.isWhole, patienceFor(wild));
  tally.requests += 1;
  tally.wild += 1;
  for (const fault of faultsIn(request, wild, heard)) {
    findings.add(`a request ${wild.what}: ${fault}`, () => story(request, heard));
  }
  function faultsIn(one: Request, { isWhole }: Wild, { answers, complaint }: Heard): readonly string[] {
    const silence = isWhole && answers.length === 0 ? ['it was not answered'] : [];
    const noise = complaint === undefined ? [] : [complaint];
    const said = answers.flatMap((answer) => (isWhole ? faultsOf(one, answer, law) : roughFaultsOf(one, answer, law)));
    return [...silence, ...noise, ...said];
  }
}

const patienceFor = ({ isWhole, steps }: Wild): number => {
  if (isWhole) return answerMs;
  return steps.includes('reset') ? unheardMs : listenMs;
};

const story = (request: Request, { answers }: Heard): string =>
  [
    `  number ${request.number}, as the ${request.who} of ${request.tenant}: ${request.spoilt.join('; ')}`,
    shown(request).replaceAll(/^/gm, '  > '),
    ...answers.map(({ head, body }) => `${head}\n\n${body.toString().slice(0, 500)}`.replaceAll(/^/gm, '  < ')),
  ].join('\n');
