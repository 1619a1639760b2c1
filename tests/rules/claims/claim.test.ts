import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ClaimCommand, claim, claimId, maxBarred } from '../../../actors/claims/claim.ts';
import type { ClaimEvent } from '../../../actors/claims/contract.ts';
import { given } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

const taken = (owner: string): ClaimEvent => ({ type: 'taken', owner });
const dropped = (owner: string): ClaimEvent => ({ type: 'dropped', owner });
const barred = (owner: string): ClaimEvent => ({ type: 'barred', owner });
const take = (owner: string): ClaimCommand => ({ type: 'take', owner });
const drop = (owner: string): ClaimCommand => ({ type: 'drop', owner });

describe('a unique value', () => {
  test('belongs to the first who takes it', () => {
    given(claim).when(take('ann')).emits({ type: 'taken', owner: 'ann' });
  });
  test('may be taken again by its owner', () => {
    given(claim, taken('ann')).when(take('ann')).emitsNothing();
  });
  test('is refused to everybody else, with no hint who has it', () => {
    given(claim, taken('ann')).when(take('bob')).rejects('TAKEN', {});
  });
  test('is free again once its owner drops it', () => {
    given(claim, taken('ann')).when(drop('ann')).emits({ type: 'dropped', owner: 'ann' });
    given(claim, taken('ann'), dropped('ann')).when(take('bob')).emits({ type: 'taken', owner: 'bob' });
  });
  test('stays with its owner when another drops it', () => {
    const after = given(claim, taken('ann'), barred('bob'));
    after.when(take('ann')).emitsNothing();
    expect(after.state().owner).toBe('ann');
  });
});

describe('a claim dropped before it was taken', () => {
  test('bars the late take of that owner', () => {
    given(claim).when(drop('ann')).emits({ type: 'barred', owner: 'ann' });
    given(claim, barred('ann')).when(take('ann')).rejects('CLAIM_BARRED', {});
  });
  test('bars it once, however often it is dropped', () => {
    given(claim, barred('ann')).when(drop('ann')).emitsNothing();
  });
  test('stays free for others', () => {
    given(claim, barred('ann')).when(take('bob')).emits({ type: 'taken', owner: 'bob' });
  });
  test('is remembered within a bound', () => {
    const bars = Array.from({ length: maxBarred + 5 }, (_, place) => barred(`owner${place}`));
    const after = given(claim, ...bars);
    expect(after.state().barred.size).toBe(maxBarred);
    after.when(take(`owner${maxBarred + 4}`)).rejects('CLAIM_BARRED');
  });
});

refusesInOrder(
  claim,
  'barred, owned already, taken',
  ['barred', [barred('bob'), taken('bob')], take('bob'), 'CLAIM_BARRED'],
  ['barred', [barred('bob'), taken('ann')], take('bob'), 'CLAIM_BARRED'],
  ['owned already', [taken('bob')], take('bob'), 'nothing'],
  ['taken', [taken('ann')], take('bob'), 'TAKEN'],
);

describe('the actor of a value', () => {
  test('is the same however people write a mail address or a handle', () => {
    expect(claimId({ kind: 'mail', value: ' Ann@Example.org' })).toBe(
      claimId({ kind: 'mail', value: 'ann@example.org' }),
    );
    expect(claimId({ kind: 'handle', value: 'cafe\u0301' })).toBe(claimId({ kind: 'handle', value: 'caf\u00e9' }));
  });
  test("keeps the case of a seller's code", () => {
    expect(claimId({ kind: 'vendorSku', value: 'a1' })).not.toBe(claimId({ kind: 'vendorSku', value: 'A1' }));
  });
  test('differs by kind and by scope', () => {
    const ids = [
      claimId({ kind: 'handle', value: 'a' }),
      claimId({ kind: 'vendorHandle', value: 'a' }),
      claimId({ kind: 'vendorSku', scope: 'ven_1', value: 'a' }),
      claimId({ kind: 'vendorSku', scope: 'ven_2', value: 'a' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
  test('does not show the value', () => {
    expect(claimId({ kind: 'mail', value: 'ann@example.org' })).toMatch(/^[0-9a-z]{20}$/);
  });
});

const commands: fc.Arbitrary<ClaimCommand> = fc.record({
  type: fc.constantFrom('take' as const, 'drop' as const),
  owner: fc.constantFrom('ann', 'bob', 'cid'),
});

test('whatever happens, nobody takes what another has, and who is barred never gets it', () => {
  const value = new Player(claim, { anew: ['drop'] });
  fc.assert(
    fc.property(storiesOf(commands), (story) => {
      value.play(story, ({ command, before, refusal, state }) => {
        const isTaken = before.owner !== undefined && before.owner !== command.owner;
        if (command.type === 'drop') expect(state.owner).toBe(isTaken ? before.owner : undefined);
        else expect(refusal !== undefined).toBe(isTaken || before.barred.has(command.owner));
        if (command.type === 'take' && !refusal) expect(state.owner).toBe(command.owner);
      });
    }),
  );
});
