import { noCableFaults } from './live/cable.ts';
import type { FaultName, Plan } from './plan.ts';
import type { Dice } from './world/dice.ts';
import { noPortFaults } from './world/far-port.ts';
import type { Fleet } from './world/fleet.ts';
import type { House } from './world/house.ts';
import { noNetworkFaults } from './world/network.ts';
import { noProviderFaults } from './world/provider.ts';
import { newOwner } from './world/scheduler.ts';

type Stage = { readonly house: House; readonly fleet: Fleet; readonly dice: Dice; readonly plan: Plan };

/** Mostly hardly ever, now and then at each fifth step. */
const rare = (dice: Dice): number => dice.roll() ** 2 * 0.2;

/** Faults that are only chances. Each draws from dice of its own. */
const chances: Partial<Readonly<Record<FaultName, (stage: Stage) => void>>> = {
  network: ({ house: { network }, dice }) => {
    Object.assign(network.faults, { lost: rare(dice), doubled: rare(dice), slow: rare(dice) });
  },
  members: ({ fleet, dice }) => {
    fleet.faults.membersLateMs = dice.between(500, 4_000);
  },
  slowJournal: ({ house: { faults }, dice }) => {
    faults.journal.slow = rare(dice);
  },
  refusingJournal: ({ house: { faults }, dice }) => {
    faults.journal.refuses = rare(dice);
  },
  lostAnswers: ({ house: { faults }, dice }) => {
    faults.journal.losesAnswer = rare(dice);
  },
  lateWrites: ({ house: { faults }, dice }) => {
    faults.journal.doneLater = rare(dice);
  },
  rollbacks: ({ house: { faults }, dice }) => {
    faults.journal.rolledBack = rare(dice);
  },
  power: ({ house: { power }, dice }) => {
    power.cuts = rare(dice) / 2;
  },
  staleReads: ({ house, dice }) => {
    house.staleReads = rare(dice) * 2;
  },
  rows: ({ house: { faults }, dice }) => {
    const { rows } = faults;
    Object.assign(rows, { slow: rare(dice), refuses: rare(dice), losesAnswer: rare(dice) });
  },
  vault: ({ house: { faults }, dice }) => {
    Object.assign(faults.vault, { slow: rare(dice), refuses: rare(dice) });
  },
  chokingViews: ({ house, dice }) => {
    house.chokes = rare(dice);
  },
  mailer: ({ house: { faults }, dice }) => {
    Object.assign(faults.mailer, {
      slow: dice.roll() * 0.2,
      refuses: dice.roll() * 0.5,
      losesAnswer: dice.roll() * 0.3,
    });
  },
  cables: ({ house: { cables }, dice }) => {
    Object.assign(cables, { cuts: dice.roll() * 0.15, stalls: dice.roll() * 0.3, loses: dice.roll() * 0.3 });
  },
  listeners: ({ house, dice }) => {
    house.listenersThrow = dice.pick([0.05, 0.3, 1]);
  },
  clocks: ({ fleet, dice }) => {
    fleet.faults.skewMs = dice.pick([50, 5_000, 120_000]);
  },
  provider: ({ house: { provider }, dice }) => {
    const { faults } = provider;
    const silent = dice.happens(0.25) ? 0.9 : dice.roll() * 0.3;
    Object.assign(faults, { lost: dice.roll() * 0.3, silent, late: dice.roll() * 0.3 });
    Object.assign(faults, { webhook: dice.roll(), doubled: dice.roll() * 0.5, early: dice.roll() * 0.5 });
  },
};

/** Faults that happen to one process now and then. */
const blows: Partial<Readonly<Record<FaultName, (stage: Stage, slot: number) => void>>> = {
  crash: ({ fleet, dice }, slot) => fleet.crash(slot, dice.between(50, 6_000)),
  stop: ({ fleet }, slot) => fleet.stop(slot),
  freeze: ({ fleet, dice }, slot) => fleet.freeze(slot, dice.between(100, 9_000)),
  cut: ({ fleet, dice }, slot) => fleet.cut(slot, dice.between(100, 9_000)),
  clocks: ({ fleet, dice }, slot) => fleet.jumpClock(slot, dice.between(-60_000, 60_000)),
  // Ops who do not wait until what choked was mended.
  chokingViews: ({ fleet }, slot) => fleet.replay(slot),
};

const usuallyEveryMs = [500, 2_000, 4_000];
const everyMs: Partial<Readonly<Record<FaultName, readonly number[]>>> = { chokingViews: [20, 100, 500] };

const hand = newOwner('storm');

/** Begins the faults of a plan; the answer ends them. */
export function storm(stage: Stage): () => void {
  const { plan, house } = stage;
  let isOver = false;
  for (const name of plan.faults) {
    const own = { ...stage, dice: stage.dice.fork(name) };
    chances[name]?.(own);
    const blow = blows[name];
    if (!blow) continue;
    const paceMs = own.dice.pick(everyMs[name] ?? usuallyEveryMs);
    const strike = (): void => {
      house.scheduler.in(own.dice.roll() * paceMs, hand, name, () => {
        if (isOver) return;
        blow(own, own.dice.between(0, own.fleet.size - 1));
        strike();
      });
    };
    strike();
  }
  return () => {
    isOver = true;
    calm(stage);
  };
}

function calm({ house, fleet }: Stage): void {
  for (const port of Object.values(house.faults)) Object.assign(port, noPortFaults());
  Object.assign(house.network.faults, noNetworkFaults());
  Object.assign(house.provider.faults, noProviderFaults());
  Object.assign(house.cables, noCableFaults());
  house.power.restore();
  house.staleReads = 0;
  house.chokes = 0;
  house.listenersThrow = 0;
  fleet.calm();
}
