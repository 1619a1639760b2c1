import { setTimeout as pause } from 'node:timers/promises';
import { type Chance, chanceOf } from '../chance.ts';
import type { Findings } from '../findings.ts';
import type { Side, Town } from '../town.ts';
import { messageOf } from './messages.ts';
import { handshakeOf, noiseOf, type Said, type Told } from './script.ts';
import { type Packet, Session } from './session.ts';

export type LiveTally = {
  packets: number;
  sockets: number;
  admitted: number;
  granted: number;
  refused: number;
  frames: number;
};

export type LiveRun = {
  readonly seed: string;
  readonly town: Town;
  readonly findings: Findings;
  readonly tally: LiveTally;
  /** Codes that a problem may have. */
  readonly codes: ReadonlySet<string>;
};

const mostSaid = 60;
const noiseShare = 0.02;
const burstShare = 0.1;

/** What the seed lets socket `number` say. */
function scriptOf(told: Told): readonly Said[] {
  const { chance } = told;
  const count = chance.between(1, mostSaid);
  const burst = chance.is(burstShare) ? 250 : 0;
  return Array.from({ length: count + burst }, (_, at) => (chance.is(noiseShare) ? noiseOf(chance) : said(told, at)));
}

function said(told: Told, number: number): Said {
  const { event, message, isForged } = messageOf(told);
  const isKnown = /^(subscribe|unsubscribe|authenticate)$/.test(event);
  const asks = told.chance.is(0.9);
  return {
    text: `42${asks ? number : ''}${JSON.stringify([event, ...message])}`,
    ...(asks && isKnown && { wants: number }),
    ...(isForged && { isForged }),
  };
}

/** One socket's life. Resolves with the number of packets it sent. */
export async function live(run: LiveRun, number: number): Promise<number> {
  const { seed, town, tally } = run;
  const chance = chanceOf('live', seed, number);
  const [side, other] = chance.is(0.5) ? town.sides : [town.sides[1], town.sides[0]];
  const told: Told = { side, other, chance };
  const [handshake, script] = [handshakeOf(told), scriptOf(told)];
  const about: Watched = {
    ...{ run, number, handshake, script, side, other },
    isMoved: isMoved(handshake, side),
    granted: new Set(),
    framed: new Set(),
  };
  const session = new Session(town.port, (packet) => judge(about, packet));
  tally.sockets += 1;
  const isIn = await session.enter(handshake);
  if (isIn) tally.admitted += 1;
  else judgeRefusal(about, session);
  const sent = isIn ? await speak(session, script, chance) : 1;
  const lingers = chance.is(0.7) ? chance.between(50, 900) : 0;
  if (isIn) await pause(lingers);
  for (const lost of await session.settle())
    fault(about, 'no answer came', script.find(({ wants }) => wants === lost)?.text ?? '');
  await session.close();
  for (const channel of about.framed) {
    if (!about.granted.has(channel)) fault(about, 'a frame of a channel that was never granted', channel);
  }
  tally.packets += sent;
  return sent;
}

async function speak(session: Session, script: readonly Said[], chance: Chance): Promise<number> {
  let sent = 0;
  for (const one of script) {
    if (session.isOver) break;
    session.say(one);
    sent += 1;
    if (chance.is(0.1)) await pause(chance.between(0, 80));
  }
  return sent;
}

type Watched = {
  readonly run: LiveRun;
  readonly number: number;
  readonly handshake: unknown;
  readonly script: readonly Said[];
  readonly side: Side;
  readonly other: Side;
  /** Nothing said which tenant is meant, so it may be the other one. */
  readonly isMoved: boolean;
  /** Channels that were answered with `ok`, and those of which something was heard. */
  readonly granted: Set<string>;
  readonly framed: Set<string>;
};

function isMoved(handshake: unknown, { tenant }: Side): boolean {
  const { token, tenant: named } = (handshake ?? {}) as { token?: unknown; tenant?: unknown };
  return typeof token !== 'string' && named !== tenant;
}

function fault({ run, number, handshake }: Watched, what: string, example: string): void {
  run.findings.add(
    `live: ${what}`,
    () =>
      `  seed ${run.seed}, socket ${number}, ${JSON.stringify(handshake)?.slice(0, 200)}\n  ${example.slice(0, 800)}`,
  );
}

const channelIn = ({ text }: Said): string => {
  const [, message] = JSON.parse(text.replace(/^42\d*/, '')) as [string, { readonly channel?: unknown } | undefined];
  return String(message?.channel);
};

type Reply = {
  readonly ok?: unknown;
  readonly problem?: { readonly code?: string; readonly detail?: unknown; readonly retryable?: unknown };
};

const inside = /\n\s+at |node_modules|\.[tj]s:\d|node:internal|SQLITE/;

function judge(about: Watched, { ack, event, body }: Packet): void {
  const { run, script, side, other } = about;
  const text = JSON.stringify(body) ?? '';
  if (inside.test(text)) fault(about, 'it shows a stack', text);
  if (!about.isMoved && text.includes(other.tenant)) fault(about, 'it tells of the other tenant', text);
  if (event !== undefined) return judgeEvent(about, event, body, text);
  const asked = script.find(({ wants }) => wants === ack);
  const { ok, problem } = (body ?? {}) as Reply;
  if (ok === undefined) run.tally.refused += 1;
  else run.tally.granted += 1;
  if (ok !== undefined && asked) about.granted.add(channelIn(asked));
  if ((ok === undefined) === (problem === undefined)) fault(about, 'an answer is neither ok nor a problem', text);
  if (problem) judgeProblem(about, problem, `${asked?.text} -> ${text}`);
  if (ok !== undefined && asked?.isForged && !about.isMoved)
    fault(about, `a channel of the other tenant was opened to ${side.tenant}`, `${asked.text} -> ${text}`);
}

function judgeProblem(
  about: Watched,
  { code = '', detail, retryable }: NonNullable<Reply['problem']>,
  example: string,
): void {
  if (code === 'INTERNAL') fault(about, 'a bug', example);
  if (!about.run.codes.has(code)) fault(about, `a problem has the unknown code ${code}`, example);
  if (typeof detail !== 'string' || typeof retryable !== 'boolean') fault(about, 'a problem is incomplete', example);
}

function judgeRefusal(about: Watched, { refusal, isOver }: Session): void {
  if (refusal === undefined) {
    if (!isOver) fault(about, 'neither let in nor refused', '');
    return;
  }
  const { data } = JSON.parse(refusal) as { readonly data?: Reply['problem'] };
  // Socket.IO itself refuses what is no object, in words of its own.
  if (data) judgeProblem(about, data, refusal);
}

function judgeEvent(about: Watched, event: string, body: unknown, text: string): void {
  const { run } = about;
  if (!/^(frame|digest|resync|expired)$/.test(event)) return fault(about, `an unknown event ${event}`, text);
  if (event !== 'frame' && event !== 'digest') return;
  run.tally.frames += 1;
  about.framed.add((body as { readonly channel: string }).channel);
}
