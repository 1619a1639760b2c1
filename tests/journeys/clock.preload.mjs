// Loaded before a Souk whose clock a test sets: at each SIGUSR2 it goes CLOCK_JUMP_MS further, by default sixteen minutes,
// or back when that is below zero. CLOCK_AHEAD_MS: how far it is off from the beginning.

const jumpMs = Number(process.env.CLOCK_JUMP_MS ?? 16 * 60_000);
const TrueDate = Date;
let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0);

globalThis.Date = class extends TrueDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [TrueDate.now() + aheadMs]));
  }

  static now() {
    return TrueDate.now() + aheadMs;
  }
};
process.on('SIGUSR2', () => {
  aheadMs += jumpMs;
});
