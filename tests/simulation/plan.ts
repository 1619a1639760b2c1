import type { Chores } from './load/back-office.ts';
import type { MarketPlan } from './load/market.ts';
import type { Habits } from './load/shopper.ts';
import type { Watching } from './load/watcher.ts';
import type { Dice } from './world/dice.ts';

/** Everything that may go wrong, by name: a run has some of them, and the minimiser leaves them out one by one. */
export const faultNames = [
  'crash',
  'stop',
  'freeze',
  'cut',
  'network',
  'members',
  'slowJournal',
  'refusingJournal',
  'lostAnswers',
  'lateWrites',
  'staleReads',
  'rows',
  'vault',
  'clocks',
  'provider',
  'mailer',
  'chokingViews',
  'smallMailboxes',
  'listeners',
] as const;

export type FaultName = (typeof faultNames)[number];

export type Plan = {
  readonly seed: number;
  readonly nodes: number;
  readonly partitions: number;
  readonly maxEntriesPerBatch: number;
  readonly markets: readonly MarketPlan[];
  /** Shoppers of each market. */
  readonly shoppers: number;
  readonly habits: Habits;
  readonly chores: Chores;
  readonly watching: Watching;
  readonly faults: ReadonlySet<FaultName>;
  /** How long things go wrong, in virtual milliseconds, from the first shopper on. */
  readonly stormMs: number;
  readonly repeats: number;
  /** How likely one try has hardly any time. */
  readonly hurries: number;
  readonly doubles: number;
};

/** Clocks agree, messages are quick and nobody freezes: deadlines can be seen to be kept. */
export const isPunctual = ({ faults }: Plan): boolean =>
  !(['network', 'freeze', 'cut', 'clocks'] as const).some((name) => faults.has(name));

const some = (dice: Dice, low: number, high: number): readonly number[] =>
  Array.from({ length: dice.between(1, 2) }, () => dice.between(low, high));

/** What a seed is about. Each part is drawn from dice of its own, so that leaving one out changes no other. */
export function planOf(seed: number, dice: Dice): Plan {
  const size = dice.fork('size');
  const likes = dice.fork('habits');
  const wrong = dice.fork('faults');
  return {
    seed,
    nodes: size.pick([1, 2, 2, 3, 3, 4, 5]),
    partitions: size.pick([1, 1, 2, 3]),
    maxEntriesPerBatch: size.pick([2, 5, 12]),
    markets: marketsOf(size, dice.fork('past').happens(0.15) ? 110 : 0),
    shoppers: size.between(1, 4),
    habits: habitsOf(likes),
    chores: choresOf(likes),
    watching: watchingOf(dice.fork('watching')),
    faults: faultsOf(wrong),
    stormMs: wrong.pick([2_000, 6_000, 15_000]),
    repeats: likes.roll() * 0.2,
    hurries: dice.fork('hurries').roll() ** 2 * 0.3,
    doubles: likes.roll() * 0.2,
  };
}

function marketsOf(size: Dice, past: number): readonly MarketPlan[] {
  const units = size.pick([2, 4, 12]);
  return Array.from({ length: size.happens(0.3) ? 2 : 1 }, (_, place) => ({
    tenantId: `market${place + 1}`,
    vendors: Array.from({ length: size.between(1, 2) }, () => some(size, 1, units)),
    taxRate: size.pick([0, 2_000, 725]),
    past,
  }));
}

/** Mostly small, now and then large: so that rare mixtures happen. */
const weightIn = (dice: Dice): number => dice.roll() ** 2;

function habitsOf(likes: Dice): Habits {
  const weight = () => weightIn(likes);
  return {
    carts: likes.between(1, 2),
    lines: likes.between(1, 3),
    quantity: likes.between(1, 3),
    flash: likes.happens(0.3),
    thinksMs: likes.pick([5, 100, 2_000]),
    token: { ok: 3, declined: weight(), uncapturable: weight(), unrefundable: weight() },
    after: { nothing: 0.5, look: weight(), cancel: weight(), cancelPart: weight(), checkoutAgain: weight() },
    wrongTotal: weight() * 0.2,
    doubleClick: weight() * 0.6,
    impatient: weight() * 0.3,
    panics: likes.fork('panics').roll() ** 2,
    mixesUp: likes.fork('mixes up').roll() ** 2 * 0.3,
  };
}

const watchingOf = (dice: Dice): Watching => ({
  looks: dice.pick([0, 0, 10, 40]),
  everyMs: dice.pick([5, 50, 500]),
});

function choresOf(likes: Dice): Chores {
  const weight = () => weightIn(likes);
  return {
    rounds: likes.between(2, 8),
    pauseMs: likes.pick([50, 500, 2_000]),
    does: {
      ship: weight(),
      deliver: weight(),
      refund: weight(),
      cancel: weight(),
      receive: weight(),
      adjust: weight(),
      look: 0.2,
    },
  };
}

/** One run in twenty is without any. */
function faultsOf(wrong: Dice): ReadonlySet<FaultName> {
  const chance = wrong.pick([0.15, 0.3, 0.6]);
  const isCalm = wrong.happens(0.05);
  return new Set(isCalm ? [] : faultNames.filter((name) => wrong.fork(name).happens(chance)));
}
