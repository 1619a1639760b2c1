import type { Call as Try } from '../history.ts';
import { type Breach, Breaches } from './breach.ts';
import type { Truth } from './truth.ts';

/** What a call takes on its way, and what is rounded to whole milliseconds. */
const onTheWayMs = 50;

/** Work whose caller has gone is not begun. Only where clocks agree and messages are quick can that be seen from outside. */
export function deadlineBreaches({ stories }: Truth, history: readonly Try[]): readonly Breach[] {
  const breaches = new Breaches('deadlines');
  const commands = history.filter(({ kind, askedAt }) => kind === 'command' && askedAt !== undefined);
  for (const tries of Map.groupBy(commands, ({ stream, commandId }) => `${stream}\n${commandId}`).values()) {
    const { stream, commandId, action } = tries[0] as Try;
    const entry = stories.get(stream)?.entries.find((one) => one.commandId === commandId);
    if (!entry) continue;
    const before = tries.filter(({ askedAt = 0 }) => askedAt <= entry.at);
    const lateMs = Math.min(...before.map(({ askedAt = 0, deadlineMs = 0 }) => entry.at - askedAt - deadlineMs));
    breaches.expect(
      lateMs <= onTheWayMs,
      () => `${action} ${commandId} was begun at ${stream} ${lateMs} ms after the last of its callers had gone`,
    );
  }
  return breaches.all;
}
