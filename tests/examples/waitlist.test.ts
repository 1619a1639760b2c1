import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Caller } from '../../actors/runtime/caller.ts';
import { memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { ActorNode } from '../../actors/runtime/node.ts';
import { memoryRows } from '../../actors/runtime/rows/memory.ts';
import { memoryVault } from '../../actors/runtime/vault/memory.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import type { WaitlistEvent } from '../../examples/waitlists/contract.ts';
import { mostMembers, type WaitlistCommand, waitlist } from '../../examples/waitlists/waitlist.ts';
import { mostWanted } from '../../examples/waitlists/waitlist.view.ts';
import { waitlists } from '../../examples/waitlists/waitlists.service.ts';
import { given } from '../rules/given.ts';
import { refusesInOrder } from '../rules/precedence.ts';
import { Player, storiesOf } from '../rules/property.ts';

const joined = (customerId: string): WaitlistEvent => ({ type: 'joined', customerId });

test('a customer waits once, however often they ask', () => {
  given(waitlist).when({ type: 'join', customerId: 'ann' }).emits({ type: 'joined', customerId: 'ann' });
  given(waitlist, joined('ann')).when({ type: 'join', customerId: 'ann' }).emitsNothing();
});

const full = Array.from({ length: mostMembers }, (_, place) => joined(`c${place}`));

test('a waitlist that is full takes nobody', () => {
  given(waitlist, ...full)
    .when({ type: 'join', customerId: 'ann' })
    .rejects('WAITLIST_FULL', { most: mostMembers });
});

const join = (customerId: string): WaitlistCommand => ({ type: 'join', customerId });

refusesInOrder(
  waitlist,
  'waiting already, full',
  ['waiting already', full, join('c0'), 'nothing'],
  ['full', full, join('ann'), 'WAITLIST_FULL'],
);

test('whoever comes and goes, each waits once, in the order they came', () => {
  const commands = fc.record({
    type: fc.constantFrom<WaitlistCommand['type']>('join', 'leave'),
    customerId: fc.constantFrom('ann', 'bob', 'cid'),
  });
  const list = new Player(waitlist);
  fc.assert(
    fc.property(storiesOf<WaitlistCommand>(commands), (story) => {
      list.play(story, ({ before, state, command: { type, customerId } }) => {
        const others = before.members.filter((member) => member !== customerId);
        const isNew = type === 'join' && !before.members.includes(customerId);
        if (type === 'leave') expect(state.members).toEqual(others);
        else expect(state.members).toEqual(isNew ? [...others, customerId] : before.members);
      });
    }),
  );
});

const ann: Caller = { kind: 'account', accountId: 'ann', roles: [], staff: {} };

test('the same command gets the same answer, and nobody waits in the name of another', async () => {
  const rows = memoryRows();
  const node = new ActorNode({
    nodeId: 'node-1',
    world: realWorld,
    journal: memoryJournal(),
    rows,
    vault: memoryVault(),
    services: [waitlists],
    views: [mostWanted],
    flows: [],
    limits: { partitions: 4, mailboxLimit: 100, actorsInMemory: 100, waitMs: 1_000 },
  });
  await node.start();
  const joinAs = (customerId: string, commandId: string) =>
    node.perform(
      'waitlists.join',
      { sku: 'mug', customerId },
      { tenantId: 'demo', caller: ann, commandId, traceId: 't', deadlineMs: 1_000 },
    );
  expect((await joinAs('ann', 'first')).result).toEqual({ place: 1 });
  expect(await joinAs('ann', 'first')).toMatchObject({ result: { place: 1 }, meta: { replayed: true } });
  await expect(joinAs('bob', 'second')).rejects.toMatchObject({ type: 'NOT_FOUND' });
  await node.settled();
  const wanted = await rows.find(mostWanted.name, { index: 'byWaiting', where: ['demo'], limit: 10 });
  expect(wanted.rows).toEqual([{ tenantId: 'demo', sku: 'mug', waiting: 1 }]);
  await node.drain();
});
