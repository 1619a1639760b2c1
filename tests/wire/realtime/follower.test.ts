import { describe, expect, test } from '@jest/globals';
import { notFound, runtimeError } from '../../../actors/runtime/errors.ts';
import type { Entry, FeedBatch } from '../../../actors/runtime/journal/entry.ts';
import type { Answered, Transport } from '../../../actors/runtime/transport.ts';
import { realWorld } from '../../../actors/runtime/world.ts';
import { Follower } from '../../../realtime/follower.ts';
import { Hub } from '../../../realtime/hub.ts';
import { answer, problemOf, readHandshake } from '../../../realtime/messages.ts';
import type { Identity, SoukSocket } from '../../../realtime/parties.ts';
import type { Frame } from '../../../realtime/protocol.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { eventually } from '../../journeys/eventually.ts';

const visitor: Identity = {
  tenantId: 'demo',
  caller: { kind: 'anyone', roles: [], staff: {} },
  expiresAt: Number.POSITIVE_INFINITY,
};

const seen = (version: number): Answered => ({ result: { version }, meta: { version } });

const received = (sku: string): FeedBatch => ({
  ...{ partition: 'inventory/3', number: 7, hash: '', at: 0 },
  entries: [
    {
      ...{
        stream: streamOf('demo', 'stock', sku),
        version: 9,
        events: [{ type: 'received' }],
        commandId: 'c1',
        bodyHash: '',
      },
      ...{ answer: {}, reminders: [], at: 0, by: 'souk', traceId: 't1' },
    } as unknown as Entry,
  ],
});

/** A socket and its follower, in front of an actor that answers when `looks` says so. */
function given(looks: Transport['call'], identity = visitor) {
  const rooms = new Set<string>();
  const frames: Frame[] = [];
  const socket = {
    ...{ connected: true, data: { identity, shard: 0 }, rooms, emit: () => true },
    join: (room: string) => rooms.add(room),
    leave: (room: string) => rooms.delete(room),
  };
  const publish = {
    frame: async (_: string, frame: Frame) => void (rooms.size > 0 && frames.push(frame)),
    digest: async () => undefined,
  };
  const hub = new Hub(async () => ({ version: 9, state: { version: 9 } }), publish, realWorld);
  const transport = { call: looks };
  const identify = { handshake: async () => identity, guest: () => undefined };
  const follower = new Follower({
    ...{ hub, identify, transport, world: realWorld },
    socket: socket as unknown as SoukSocket,
  });
  return { follower, hub, rooms, socket, frames };
}

describe('a channel', () => {
  test('is heard by nobody who has not yet been allowed to look', async () => {
    const asked = Promise.withResolvers<Answered>();
    const { follower, rooms, hub } = given(() => asked.promise);
    const subscribed = follower.subscribe({ channel: 'order:o1' });
    await new Promise((resolve) => setImmediate(resolve));
    expect([...rooms]).toEqual([]);
    asked.reject(notFound('thing'));
    await expect(subscribed).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect([[...rooms], hub.channelsOpen]).toEqual([[], 0]);
  });

  test('is heard by whoever was', async () => {
    const { follower, rooms } = given(async () => seen(3));
    expect(await follower.subscribe({ channel: 'order:o1' })).toEqual({ version: '3', state: { version: 3 } });
    expect(rooms.size).toBe(1);
  });

  test('begins with what its owner is sure of, for of what was committed before nobody tells', async () => {
    const asked: unknown[] = [];
    const { follower } = given(async (_action, _params, { sure }) => {
      asked.push(sure);
      return seen(3);
    });
    await follower.subscribe({ channel: 'stock:s1' });
    expect(asked).toEqual([true]);
  });

  test('is looked at again when something was told between the look and the join', async () => {
    const [first, looks] = [Promise.withResolvers<Answered>(), [] as number[]];
    const { follower, hub } = given(() => {
      looks.push(looks.length);
      return looks.length === 1 ? first.promise : Promise.resolve(seen(9));
    });
    const subscribed = follower.subscribe({ channel: 'stock:s1' });
    await eventually('it looks', () => looks.length === 1);
    await hub.consumers[0]?.handle('inventory/3', [received('s1')]);
    await eventually('it is told', () => hub.versionOf('demo', 'stock:s1') === '9');
    first.resolve(seen(3));
    expect(await subscribed).toEqual({ version: '9', state: { version: 9 } });
  });

  test('that was joined anew is not left by an older question that fails', async () => {
    const [old, looks] = [Promise.withResolvers<Answered>(), [] as number[]];
    const session: Identity = { ...visitor, caller: { kind: 'account', accountId: 'a1', roles: [], staff: {} } };
    const { follower, hub, rooms } = given(() => {
      looks.push(looks.length);
      return looks.length === 1 ? old.promise : Promise.resolve(seen(3));
    }, session);
    const first = follower.subscribe({ channel: 'order:o1' });
    await eventually('it looks', () => looks.length === 1);
    // Its session ends, and is renewed.
    follower.sweep(Number.POSITIVE_INFINITY);
    await follower.subscribe({ channel: 'order:o1' });
    old.resolve(seen(3));
    await expect(first).rejects.toMatchObject({ type: 'CHANNEL_LEFT', retryable: true });
    expect([rooms.size, hub.channelsOpen]).toEqual([1, 1]);
  });

  test('that another question has joined meanwhile is not left by one that was not answered', async () => {
    const [old, looks] = [Promise.withResolvers<Answered>(), [] as number[]];
    const { follower, rooms } = given(() => {
      looks.push(looks.length);
      return looks.length === 1 ? old.promise : Promise.resolve(seen(3));
    });
    const first = follower.subscribe({ channel: 'order:o1' });
    await eventually('it looks', () => looks.length === 1);
    await follower.subscribe({ channel: 'order:o1' });
    old.reject(runtimeError('NODE_GONE'));
    await expect(first).rejects.toMatchObject({ type: 'NODE_GONE' });
    expect(rooms.size).toBe(1);
  });

  test('is not followed for ever by a socket that left while it was asked who it is', async () => {
    const known = Promise.withResolvers<Identity['caller']>();
    const { follower, hub, socket } = given(async () => seen(3), { ...visitor, reread: () => known.promise });
    const subscribed = follower.subscribe({ channel: 'stock:s1' });
    socket.connected = false;
    follower.leaveAll();
    known.resolve(visitor.caller);
    await expect(subscribed).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect(hub.channelsOpen).toBe(0);
  });
});

describe('what a client says', () => {
  const nobody = () => undefined;
  const said = async (...what: readonly unknown[]): Promise<unknown> => {
    const heard = Promise.withResolvers<unknown>();
    const { follower } = given(async () => seen(3));
    await answer([...what, heard.resolve], follower.subscribe.bind(follower), nobody);
    return heard.promise;
  };

  test.each([
    ['nothing but that it wants an answer', []],
    ['null', [null]],
    ['a list', [[]]],
    ['a channel that is no text', [{ channel: { toString: 1 } }]],
    ['one that is far too long', [{ channel: 'x'.repeat(5_000) }]],
  ])('is answered, also when it is %s', async (_, what) => {
    expect(await said(...what)).toMatchObject({ problem: { code: 'VALIDATION', retryable: false } });
  });

  test('at the door must be texts', () => {
    expect(readHandshake(undefined)).toEqual({});
    expect(readHandshake({ token: null, tenant: '', more: 1 })).toEqual({});
    expect(readHandshake({ token: 'a', tenant: 'demo' })).toEqual({ token: 'a', tenant: 'demo' });
    for (const odd of [{ token: 7 }, { token: { toString: 1 } }, { tenant: ['demo'] }]) {
      expect(() => readHandshake(odd)).toThrow(expect.objectContaining({ type: 'VALIDATION' }));
    }
  });
});

test('a bug is told to whoever runs Souk, and not to the client', () => {
  const bugs: unknown[] = [];
  const bug = new TypeError('x is not a function');
  expect(problemOf(bug, (error) => bugs.push(error))).toEqual({
    ...{ code: 'INTERNAL', retryable: false, detail: expect.not.stringContaining('function') },
  });
  problemOf(notFound('thing'), (error) => bugs.push(error));
  expect(bugs).toEqual([bug]);
});
