// Loaded before a Souk whose clock a test sets forward: at each SIGUSR2 it is sixteen minutes later.

const jumpMs = 16 * 60_000;
const trueNow = Date.now;
let aheadMs = 0;

Date.now = () => trueNow() + aheadMs;
process.on('SIGUSR2', () => {
  aheadMs += jumpMs;
});
