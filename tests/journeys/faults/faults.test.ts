import { describe, jest, test } from '@jest/globals';
import { backwards, clock } from './clock.fault.ts';
import { cut } from './cut.fault.ts';
import { type Dice, diceOf } from './dice.ts';
import { disk, openSmallStage } from './disk.fault.ts';
import { kill } from './kill.fault.ts';
import { hasSmallDisk } from './small-disk.given.ts';
import { openStage, type Stage } from './stage.given.ts';
import { stop } from './stop.fault.ts';

/** `npm run faults` sets these; by itself this file plays few rounds, others each time. */
const { FAULT_ROUNDS, FAULT_ONLY, FAULT_SEED } = process.env;
const rounds = Number(FAULT_ROUNDS ?? 0);
const only = FAULT_ONLY?.split(',');
const seed = Number(FAULT_SEED ?? Date.now() % 1_000_000);
/** On one data directory: what has to agree grows with each. */
const roundsOfAStage = 5;
const roundTimeoutMs = 180_000;

type Fault = {
  /** Rounds when nobody says how many. */
  readonly few: number;
  readonly open: (dice: Dice) => Promise<Stage>;
  /** What happened, in a few words. */
  readonly round: (stage: Stage) => Promise<string>;
};

const say = (line: string): void => void (rounds > 0 && process.stderr.write(`${line}\n`));

async function play(name: string, { few, open, round }: Fault): Promise<void> {
  let stage: Stage | undefined;
  for (let number = 0; number < (rounds || few); number += 1) {
    const dice = diceOf(seed + number);
    if (number % roundsOfAStage === 0) {
      await stage?.close();
      stage = await open(dice);
    }
    await playRound(`${name} (seed ${seed + number})`, Object.assign(stage as Stage, { dice }), round);
  }
  await stage?.close();
}

async function playRound(name: string, stage: Stage, round: Fault['round']): Promise<void> {
  const begun = performance.now();
  try {
    const happened = await round(stage);
    const confirmed = stage.purchases.filter((purchase) => purchase.confirmed).length;
    const tookMs = Math.round(performance.now() - begun);
    say(`${name}: ${happened}; ${confirmed} of ${stage.purchases.length} orders confirmed, all agree, ${tookMs} ms`);
  } catch (error) {
    await stage.crowd?.stop();
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

const isWanted = (name: string): boolean => only === undefined || only.includes(name);
const when = (holds: boolean) => (holds ? test : test.skip);

jest.setTimeout(roundTimeoutMs * Math.max(rounds, 3));

describe('no acknowledged order is lost, none is there twice, and stock, money and lists agree', () => {
  when(isWanted('kill'))('after kill -9 while a crowd shops', () =>
    play('kill', { few: 2, open: openStage, round: kill }),
  );

  when(isWanted('stop'))('after the process was frozen', () => play('stop', { few: 1, open: openStage, round: stop }));

  // Where the machine grants no namespace there is no disk to fill.
  when(isWanted('disk') && hasSmallDisk())('after the disk was full', () =>
    play('disk', { few: 1, open: openSmallStage, round: disk }),
  );

  when(isWanted('cut'))('after a data file was cut short', () => play('cut', { few: 1, open: openStage, round: cut }));

  when(isWanted('clock'))('after the clock was set back', () =>
    play('clock', { few: 1, open: (dice) => openStage(dice, backwards), round: clock }),
  );
});
