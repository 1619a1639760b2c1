import type { HttpRun } from './http-run.ts';
import { roughFaultsOf } from './judge.ts';
import type { Request } from './request.ts';
import type { Step } from './wild.ts';
import { play } from './wire/player.ts';

const letterEveryMs = 1_000;
const letters = 60;
/** A head must come in 10 s and all of it in 30 s; who is late is looked for every 5 s. */
const patienceMs = 75_000;

const trickle = (begin: string): readonly Step[] => [
  Buffer.from(begin),
  ...Array.from({ length: letters }, (): Step[] => [letterEveryMs, Buffer.from('x')]).flat(),
];

const beginnings: Readonly<Record<string, string>> = {
  'a body':
    'POST /v1/inventory/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  'a body that nobody reads':
    'POST /v1/products HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Length: 1000\r\n\r\n{',
  'a head': 'GET /v1/products HTTP/1.1\r\nHost: x\r\nX-Slow: ',
  'a first line': 'GET /v1/products?q=',
};

const nobody: Request = {
  ...{
    number: 0,
    meant: 'none',
    tenant: 'platform',
    who: 'guest',
    method: 'POST',
    target: '/',
    fields: [],
    spoilt: [],
  },
  ...{ body: undefined, foreignId: undefined },
};

/** Senders who never come to an end: each gets an answer, and none may stay. */
export async function sendTooSlowly({ town, law, findings }: HttpRun): Promise<void> {
  const hear = async ([what, begin]: readonly [string, string]): Promise<void> => {
    const { answers } = await play(town.port, trickle(begin), 'POST', true, patienceMs);
    const [answer] = answers;
    const faults = answer ? roughFaultsOf(nobody, answer, law) : ['it was neither answered nor cut off'];
    for (const fault of faults) findings.add(`${what} that never ends: ${fault}`, () => answer?.head ?? '');
  };
  await Promise.all(Object.entries(beginnings).map(hear));
}
