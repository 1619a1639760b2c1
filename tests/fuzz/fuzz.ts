import { setTimeout as pause } from 'node:timers/promises';
import { allContracts } from '../../composition/contracts.ts';
import { codeTable } from '../../gateway/code-table.ts';
import { commonCodes } from '../../gateway/codes.ts';
import { root, Workshop } from '../bench/kit/workshop.ts';
import { visitor } from '../journeys/visitor.ts';
import { chanceOf } from './chance.ts';
import { type RawDocument, readDocument } from './document.ts';
import { Findings } from './findings.ts';
import { round } from './http.ts';
import type { HttpRun } from './http-run.ts';
import { poll } from './live/polling.ts';
import { type LiveRun, live } from './live/sockets.ts';
import { stir } from './live/stir.ts';
import { MemoryWatch } from './memory.ts';
import { type FuzzedSouk, startFuzzed } from './souk.ts';
import { sendTooSlowly } from './too-slow.ts';
import { openTown, type Town } from './town.ts';

export type Wanted = {
  readonly seed: string;
  /** Requests of each kind: a packet of a socket counts as one. */
  readonly requests: number;
  readonly only?: string | undefined;
  /** Where it begins within the seed. */
  readonly from?: number;
  readonly say: (progress: string) => void;
  /** Looks back at once when it is aborted. */
  readonly signal?: AbortSignal;
};

export type Outcome = {
  readonly findings: Findings;
  readonly http: HttpRun['tally'];
  readonly sockets: LiveRun['tally'];
  readonly seconds: number;
  readonly memory: string;
};

const roundSize = 500;
/** Sessions live for 15 minutes, and what a seed erases or closes is gone for those after it. */
const renewEvery = 2_500;
const renewMs = 8 * 60_000;
const sayEveryMs = 1_000;
/** Long enough to wait for those who are too slow. */
const longRun = 10_000;

type Stage = {
  readonly wanted: Wanted;
  readonly souk: FuzzedSouk;
  readonly town: Town;
  readonly http: HttpRun;
  readonly sockets: LiveRun;
  readonly memory: MemoryWatch;
};

export async function fuzz(wanted: Wanted): Promise<Outcome> {
  const workshop = new Workshop();
  try {
    const souk = await startFuzzed(workshop);
    const town = await openTown(souk);
    const stage = await setStage(wanted, souk, town);
    const begun = performance.now();
    if (wanted.only !== 'sockets') await fuzzHttp(stage);
    if (wanted.only !== 'http') await fuzzSockets(stage);
    const seconds = (performance.now() - begun) / 1_000;
    await lookBack(stage, workshop);
    const { http, sockets, memory } = stage;
    return { findings: http.findings, http: http.tally, sockets: sockets.tally, seconds, memory: `${memory}` };
  } finally {
    await workshop.close();
  }
}

async function setStage(wanted: Wanted, souk: FuzzedSouk, town: Town): Promise<Stage> {
  const { seed } = wanted;
  await town.renew();
  const document = readDocument(await visitor(`http://127.0.0.1:${souk.port}`).get<RawDocument>('/openapi.json'));
  const findings = new Findings();
  const law = { document, commonCodes: new Set(Object.keys(commonCodes)), sides: town.sides, folder: root };
  const codes = new Set([
    ...codeTable(allContracts).map(({ code }) => code),
    'TOO_MANY_SUBSCRIPTIONS',
    'TOO_MANY_SOCKETS',
    'CHANNEL_LEFT',
  ]);
  return {
    ...{ wanted, souk, town },
    memory: new MemoryWatch(souk),
    http: { seed, law, town, findings, tally: { requests: 0, wild: 0, statuses: new Map() } },
    sockets: {
      seed,
      town,
      findings,
      codes,
      tally: { packets: 0, sockets: 0, admitted: 0, granted: 0, refused: 0, frames: 0 },
    },
  };
}

/** Tells how far it is, looks at the memory now and then and renews the town before its sessions end. */
function keeper({ wanted, town, memory }: Stage): (done: number, about: string) => Promise<void> {
  const begun = performance.now();
  let [renewedAt, renewedMs, seenAt, saidMs] = [0, begun, 0, 0];
  return async (done, about) => {
    const now = performance.now();
    if (now - saidMs > sayEveryMs) {
      saidMs = now;
      wanted.say(`${about}, ${Math.round((done / (now - begun)) * 1_000)}/s`);
    }
    if (done - seenAt >= Math.max(5_000, wanted.requests / 20)) {
      seenAt = done;
      await memory.look();
    }
    if (done - renewedAt < renewEvery && now - renewedMs < renewMs) return;
    [renewedAt, renewedMs] = [done, now];
    await town.renew();
  };
}

const goesOn = ({ souk, wanted }: Stage): boolean => souk.isAlive() && !wanted.signal?.aborted;

async function fuzzHttp(stage: Stage): Promise<void> {
  const { wanted, http } = stage;
  const { requests, from = 0 } = wanted;
  const keep = keeper(stage);
  const slow = requests < longRun ? undefined : sendTooSlowly(http);
  for (let at = from; at < from + requests && goesOn(stage); at += roundSize) {
    await round(http, at, Math.min(at + roundSize, from + requests));
    await keep(http.tally.requests, `${http.tally.requests} requests, ${http.findings.all.length} kinds of findings`);
  }
  await slow;
}

const atOnce = 24;
const stirEveryMs = 40;
const pollsOneIn = 12;

/** Sockets in a crowd, while requests change what they look at. */
async function fuzzSockets(stage: Stage): Promise<void> {
  const { wanted, sockets, memory, town } = stage;
  const { tally, findings } = sockets;
  memory.forget();
  const keep = keeper(stage);
  let number = wanted.from ?? 0;
  let isOver = false;
  const lives = async (): Promise<void> => {
    while (tally.packets < wanted.requests && goesOn(stage)) {
      number += 1;
      await (number % pollsOneIn === 0 ? poll(sockets, number) : live(sockets, number));
    }
  };
  const watch = async (): Promise<void> => {
    const chance = chanceOf('stir', wanted.seed);
    while (!isOver && goesOn(stage)) {
      await Promise.all([stir(town, chance), pause(stirEveryMs)]);
      await keep(
        tally.packets,
        `${tally.packets} packets, ${tally.sockets} sockets, ${tally.frames} frames, ${findings.all.length} kinds of findings`,
      );
    }
  };
  const watching = watch();
  await Promise.all(Array.from({ length: atOnce }, lives));
  isOver = true;
  await watching;
}

/** What must be true when it is over: alive, nothing parked, nothing left open, and all of it can be read again. */
async function lookBack({ souk, town, http: { findings }, memory }: Stage, workshop: Workshop): Promise<void> {
  town.close();
  const wrong = (what: string, more = ''): void => findings.add(`afterwards: ${what}`, () => more);
  if (souk.isAlive()) {
    for (const left of [
      'souk_parked_streams',
      'souk_live_sockets',
      'souk_live_channels',
      'souk_mailbox_waiting_commands',
    ]) {
      const count = await souk.settled(left, 0);
      if (count > 0) wrong(`${left} is ${count}`);
    }
    for (const growth of memory.growth()) wrong(growth, `${memory}`);
  } else wrong('Souk is gone');
  await souk.stop();
  for (const complaint of souk.complaints) wrong('Souk complained', complaint);
  const again = await startFuzzed(workshop, souk.directory);
  if ((await again.settled('souk_parked_streams', 0)) > 0) wrong('something is parked after a restart');
  await again.stop();
  for (const complaint of again.complaints) wrong('Souk complained after a restart', complaint);
}
