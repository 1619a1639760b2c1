import { setTimeout as pause } from 'node:timers/promises';

const lookAgainMs = 20;
/** Whoever waits in vain fails; how fast a busy machine is decides nothing. */
const longestMs = 60_000;

/** What `look` finds once it finds something; for what tells nobody that it has happened. */
export async function eventually<Found>(
  what: string,
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
  withinMs = longestMs,
): Promise<Found> {
  const until = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(lookAgainMs);
  }
}
