import type { LivePlan } from './live/visitors.ts';
import type { Chores } from './load/back-office.ts';
import type { MarketPlan } from './load/market.ts';
import type { Habits } from './load/shopper.ts';
import type { Watching } from './load/watcher.ts';
import { type Scale, scaleOf } from './scale.ts';
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
  'rollbacks',
  'power',
  'staleReads',
  'rows',
  'vault',
  'clocks',
  'provider',
  'mailer',
  'chokingViews',
  'smallMailboxes',
  'listeners',
  'cables',
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
  readonly live: Omit<LivePlan, 'lists'>;
  readonly faults: ReadonlySet<FaultName>;
  /** How long things go wrong, in virtual milliseconds, from the first shopper on. */
  readonly stormMs: number;
  readonly repeats: number;
  /** How likely one try has hardly any time. */
  readonly hurries: number;
  readonly doubles: number;
};

/** What ops replay on one node the sockets of another do not hear of. */
export const listsAreTold = ({ faults, nodes }: Plan): boolean => nodes === 1 || !faults.has('chokingViews');

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
  const scale = scaleOf(dice);
  const nodes = size.pick(scale.nodes);
  const wavers = nodes > 1 ? dice.fork('wavering').pick([0, 0, 3, 12]) : 0;
  return {
    seed,
    nodes,
    partitions: size.pick(scale.partitions),
    maxEntriesPerBatch: size.pick([2, 5, 12]),
    markets: marketsOf(scale, size, { past: dice.fork('past').happens(scale.past) ? 110 : 0, wavers }),
    shoppers: size.pick(scale.shoppers),
    habits: habitsOf(scale, likes),
    chores: choresOf(scale, likes),
    watching: watchingOf(scale, dice.fork('watching')),
    live: liveOf(dice.fork('live')),
    faults: faultsOf(wrong, wavers > 0 ? ofOwners : []),
    stormMs: wrong.pick(scale.stormMs),
    repeats: likes.roll() * 0.3,
    hurries: dice.fork('hurries').roll() ** 2 * 0.6,
    doubles: likes.roll() * 0.3,
  };
}

type Pastimes = Pick<MarketPlan, 'past' | 'wavers'>;

function marketsOf(scale: Scale, size: Dice, pastimes: Pastimes): readonly MarketPlan[] {
  const units = size.pick([2, 4, 12]);
  return Array.from({ length: size.happens(scale.twoMarkets) ? 2 : 1 }, (_, place) => ({
    tenantId: `market${place + 1}`,
    vendors: Array.from({ length: size.pick(scale.vendors) }, () => some(size, 1, units)),
    taxRate: size.pick([0, 2_000, 725]),
    ...pastimes,
  }));
}

/** Mostly small, now and then large: so that rare mixtures happen. */
const weightIn = (dice: Dice): number => dice.roll() ** 2;

function habitsOf(scale: Scale, likes: Dice): Habits {
  const weight = () => weightIn(likes);
  return {
    carts: likes.pick(scale.carts),
    lines: likes.pick(scale.lines),
    quantity: likes.between(1, 3),
    flash: likes.happens(0.3),
    thinksMs: likes.pick([5, 100, 2_000]),
    token: { ok: 3, declined: weight(), uncapturable: weight(), unrefundable: weight() },
    after: { nothing: 0.5, look: weight(), cancel: weight(), cancelPart: weight(), checkoutAgain: weight() },
    wrongTotal: weight() * 0.2,
    doubleClick: weight() * 0.8,
    impatient: weight() * 0.5,
    panics: likes.fork('panics').roll() ** 2,
    mixesUp: likes.fork('mixes up').roll() ** 2 * 0.3,
  };
}

const watchingOf = (scale: Scale, dice: Dice): Watching => ({
  looks: dice.pick(scale.looks),
  everyMs: dice.pick([5, 50, 500]),
});

/** In two runs of three nobody follows anything: it takes many steps. */
const liveOf = (dice: Dice): Plan['live'] => ({
  followers: dice.pick([0, 0, 0, 0, 1, 2]),
  sessionMs: dice.pick([8_000, 600_000]),
  stranger: dice.pick(['none', 'none', 'visitor', 'elsewhere'] as const),
});

function choresOf(scale: Scale, likes: Dice): Chores {
  const weight = () => weightIn(likes);
  return {
    rounds: likes.pick(scale.rounds),
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

/** With these two nodes both believe to own something. */
const ofOwners: readonly FaultName[] = ['crash', 'stop', 'members'];
const oftenEnough = 0.7;

/** One run in twenty is without any. `often`: what this run is about. */
function faultsOf(wrong: Dice, often: readonly FaultName[]): ReadonlySet<FaultName> {
  const usual = wrong.pick([0.1, 0.25, 0.5]);
  const isCalm = wrong.happens(0.05);
  const chanceOf = (name: FaultName) => (often.includes(name) ? oftenEnough : usual);
  return new Set(isCalm ? [] : faultNames.filter((name) => wrong.fork(name).happens(chanceOf(name))));
}
