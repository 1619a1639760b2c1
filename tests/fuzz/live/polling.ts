import { chanceOf } from '../chance.ts';
import { messageOf } from './messages.ts';
import { handshakeOf, noiseOf, type Told } from './script.ts';
import type { LiveRun } from './sockets.ts';

/** What divides packets in one body of Engine.IO. */
const divider = '\x1e';
const mostPosts = 6;
const mostTogether = 5;
const patienceMs = 20_000;
/** What a poll is waited for: mostly nothing happens. */
const pollMs = 150;

const inside = /\n\s+at |node_modules|\.[tj]s:\d|node:internal|SQLITE/;

type Asked = { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly query: string; readonly body?: string };

const oddQueries = [
  'EIO=3',
  'EIO=4&transport=none',
  'EIO=4&transport=polling&sid=x',
  'EIO=4&transport=polling&j=0',
  '',
  'EIO=x&b64=1',
];

/** One life of a client that cannot speak websocket: the same packets, by requests. */
export async function poll(run: LiveRun, number: number): Promise<void> {
  const chance = chanceOf('polling', run.seed, number);
  const [side, other] = chance.is(0.5) ? run.town.sides : [run.town.sides[1], run.town.sides[0]];
  const told: Told = { side, other, chance };
  const opened = await ask(run, { method: 'GET', query: 'EIO=4&transport=polling' });
  const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? 'none';
  const query = `EIO=4&transport=polling&sid=${sid}`;
  await ask(run, { method: 'POST', query, body: `40${JSON.stringify(handshakeOf(told) ?? {})}` });
  for (let left = chance.between(1, mostPosts); left > 0; left -= 1) {
    await ask(run, { method: 'POST', query, body: packetsOf(told) });
    if (chance.is(0.5)) await ask(run, { method: 'GET', query });
    if (chance.is(0.2)) await ask(run, oddOf(told, query));
  }
  await ask(run, { method: 'POST', query, body: '1' });
}

function packetsOf(told: Told): string {
  const { chance } = told;
  const packets = Array.from({ length: chance.between(1, mostTogether) }, (_, at) => {
    if (chance.is(0.1)) return noiseOf(chance).text;
    const { event, message } = messageOf(told);
    return `42${at}${JSON.stringify([event, ...message])}`;
  });
  return packets.join(divider);
}

const oddOf = ({ chance }: Told, query: string): Asked => ({
  method: chance.pick(['GET', 'POST', 'PUT', 'DELETE']),
  query: chance.pick([query, ...oddQueries]),
});

/** The text of the answer; nothing where it takes longer than a poll may be waited for here. */
async function ask({ town, tally, findings }: LiveRun, { method, query, body }: Asked): Promise<string> {
  tally.packets += 1;
  const waits = method === 'GET' && query.includes('sid=');
  const send = async (): Promise<{ readonly status: number; readonly text: string }> => {
    const signal = AbortSignal.timeout(waits ? pollMs : patienceMs);
    const sent = { method, signal, ...(body !== undefined && { body }) };
    const response = await fetch(`http://127.0.0.1:${town.port}/live/?${query}`, sent);
    return { status: response.status, text: await response.text() };
  };
  // A refusal may have closed the connection that another request was about to use.
  const answered = await send()
    .catch(() => (waits ? undefined : send()))
    .catch(() => undefined);
  const example = () =>
    `  ${method} ${query} ${body?.slice(0, 500)}\n  ${answered?.status} ${answered?.text.slice(0, 500)}`;
  if (!answered && !waits) findings.add('polling: no answer came', example);
  if (answered && answered.status >= 500 && answered.status !== 503)
    findings.add(`polling: a ${answered.status}`, example);
  if (answered && inside.test(answered.text)) findings.add('polling: it shows a stack', example);
  return answered?.text ?? '';
}
