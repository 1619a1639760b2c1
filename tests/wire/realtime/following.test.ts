import { expect, test } from '@jest/globals';
import { Following } from '../../../realtime/following.ts';
import type { ListChange, Reply, Subscribe, Subscribed } from '../../../realtime/protocol.ts';
import { eventually } from '../../journeys/eventually.ts';

type Answer = Reply<Subscribed>;

/** A client whose questions a test answers when it likes. */
function given() {
  const asked: { readonly message: Subscribe; readonly answer: (answer: Answer) => void }[] = [];
  const heard: unknown[] = [];
  const line = { open: true };
  const following = new Following({
    isOpen: () => line.open,
    subscribe: (message) => new Promise((answer) => asked.push({ message, answer })),
    wait: async () => undefined,
  });
  const listener = {
    state: (state: unknown, version: string) => heard.push([version, state]),
    changes: (changes: readonly ListChange[], version: string) => heard.push([version, ...changes.map(({ id }) => id)]),
  };
  const follow = (channel: string) => following.follow(channel, listener, undefined);
  const answer = async (place: number, reply: Answer): Promise<void> => {
    await eventually(`question ${place + 1} is asked`, () => asked.length > place);
    asked[place]?.answer(reply);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { following, follow, asked, heard, answer, line };
}

const at = (version: string, state: unknown = version): Answer => ({ ok: { version, state } });
const frame = (channel: string, from: string, version: string) => ({ channel, from, version, state: version });
const change = (from: string, version: string, id: string) => ({
  ...{ channel: 'catalog', from, version },
  changes: [{ id, what: 'new' as const }],
});

test('Nobody is told the same twice: what a frame said while it was asked the answer does not say again', async () => {
  const { following, follow, heard, answer } = given();
  follow('stock:s1');
  await answer(0, at('3'));
  following.compare('stock:s1', '5');
  following.hear(frame('stock:s1', '3', '5'));
  await answer(1, at('5'));
  expect(heard).toEqual([
    ['3', '3'],
    ['5', '5'],
  ]);
});

test('Nobody is told what is older than what they know, by an answer or by a frame', async () => {
  const { following, follow, heard, answer } = given();
  follow('stock:s1');
  await answer(0, at('7'));
  following.askAgain(['stock:s1']);
  await answer(1, at('6'));
  following.hear(frame('stock:s1', '4', '5'));
  expect(heard).toEqual([['7', '7']]);
});

test('Changes that do not continue what one has are not made: the list is asked for', async () => {
  const { following, follow, asked, heard, answer } = given();
  follow('catalog');
  await answer(0, at('a-1'));
  following.hear(change('a-1', 'a-2', 'p1'));
  following.hear(change('a-3', 'a-4', 'p2'));
  expect(asked.map(({ message }) => message.since)).toEqual([undefined, 'a-2']);
  await answer(1, at('a-4'));
  expect(heard).toEqual([
    ['a-1', 'a-1'],
    ['a-2', 'p1'],
    ['a-4', 'a-4'],
  ]);
});

test('Whoever comes back says what they have, and hears only what is new', async () => {
  const { following, follow, asked, heard, answer, line } = given();
  follow('order:o1');
  await answer(0, at('2'));
  line.open = false;
  line.open = true;
  following.askAgain(following.channels);
  await answer(1, { ok: { version: '2' } });
  expect([asked[1]?.message, heard]).toEqual([{ channel: 'order:o1', since: '2' }, [['2', '2']]]);
});

test('A channel that was left asks nothing more, and hears no late answer', async () => {
  const { following, follow, asked, heard, answer } = given();
  const stop = follow('order:o1');
  expect(stop()).toBe(true);
  await answer(0, at('2'));
  following.askAgain(['order:o1']);
  expect([asked.length, heard, stop()]).toEqual([1, [], false]);
});
