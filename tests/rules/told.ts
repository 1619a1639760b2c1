import { expect } from '@jest/globals';
import type { Message } from '../../actors/runtime/decider.ts';
import { channels } from '../../realtime/channels.ts';

/** A channel tells of every event that changes what it shows: otherwise whoever follows it keeps what was before. */
export function expectTold(
  channel: string,
  area: string,
  events: readonly Message[],
  ...shown: [unknown, unknown]
): void {
  const told = Object.keys(channels[channel]?.on ?? {});
  const names = events.map(({ type }) => `${area}.${type}`);
  if (JSON.stringify(shown[0]) !== JSON.stringify(shown[1]))
    expect([channel, names, names.some((name) => told.includes(name))]).toEqual([channel, names, true]);
}
