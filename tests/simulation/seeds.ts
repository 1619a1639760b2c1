/** Every seed that ever failed, and what it showed: it stays. */
export const seedsThatFailed: readonly { readonly seed: number; readonly problem: string }[] = [
  { seed: 2, problem: 'a partition that is given away while its views still begin is counted once' },
  { seed: 30_045, problem: 'a replay by an owner that is none any more writes nothing' },
  { seed: 30_124, problem: 'what an owner before us parked late is found and tried again' },
  { seed: 30_482, problem: 'what an owner before us parked late is found and tried again' },
  { seed: 30_839, problem: 'a stream that another owner of its view parked waits here too' },
  { seed: 30_940, problem: 'a balance is not added up twice when two owners wrote it' },
  { seed: 50_170, problem: 'what was turned away did nothing, whatever becomes of a copy that comes late' },
  { seed: 50_333, problem: 'a balance that two owners kept is the sum of its postings' },
  { seed: 1_261, problem: 'an owner that is none any more does not say of a cart that it is not there' },
  { seed: 202_432, problem: 'a replay that meets a write nobody had heard of leaves nothing out' },
  { seed: 7_006_605, problem: 'what a replay has counted is not counted again by who reads on from an older place' },
  { seed: 8_002_237, problem: 'a shop whose handle is still asked for may refuse whoever buys' },
  { seed: 2_442, problem: 'work that waited for its partition is not begun after its caller has gone' },
  { seed: 8_197, problem: 'a head that is read later does not vouch for an actor that woke before it' },
  { seed: 56_049, problem: 'what one partition parks is not forgotten by a look at another' },
  { seed: 96_221, problem: 'who was shown a list before its rows were made hears when they are' },
];
