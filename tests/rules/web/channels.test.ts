import { expect, test } from '@jest/globals';
import { Channels } from '../../../gateway/web/live/channels.ts';
import type { Listener } from '../../../realtime/client.ts';

/** A live client that a test speaks for. */
function fakeLive() {
  const listeners = new Map<string, Listener<unknown>>();
  const follow = <State>(channel: string, listener: Listener<State>): (() => void) => {
    listeners.set(channel, listener as Listener<unknown>);
    return () => listeners.delete(channel);
  };
  return {
    followed: () => [...listeners.keys()],
    say: (channel: string, state: unknown) => listeners.get(channel)?.state?.(state, '1'),
    channels: new Channels(async () => ({ follow })),
  };
}

const heardBy = (heard: unknown[]) => ({ state: (state: unknown) => void heard.push(state) });

test('a channel is followed once for all parts of a page, until the last one leaves', async () => {
  const live = fakeLive();
  const [one, other]: unknown[][] = [[], []];
  const stopOne = live.channels.follow('stock:1', heardBy(one as unknown[]));
  await Promise.resolve();
  live.say('stock:1', 5);
  const stopOther = live.channels.follow('stock:1', heardBy(other as unknown[]));
  live.say('stock:1', 4);
  expect([one, other]).toEqual([
    [5, 4],
    [5, 4],
  ]);
  stopOne();
  expect(live.followed()).toEqual(['stock:1']);
  stopOther();
  expect(live.followed()).toEqual([]);
});

test('a part that leaves before the connection stands follows nothing', async () => {
  const live = fakeLive();
  live.channels.follow('stock:1', heardBy([]))();
  await Promise.resolve();
  expect(live.followed()).toEqual([]);
});
