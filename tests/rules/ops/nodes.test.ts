import { expect, test } from '@jest/globals';
import { askAll, askOne, askWhoHas, type Nodes } from '../../../actors/ops/nodes.adapter.ts';
import { notFound, runtimeError } from '../../../actors/runtime/errors.ts';

const asking = { tenantId: 'acme', commandId: 'one', traceId: 'trace' };
const letter = { tenantId: 'acme', id: 'letter' };

/** Nodes by their names, and what each does when it is asked. */
function nodesOf(answers: Readonly<Record<string, () => unknown>>): Nodes & { readonly asked: string[] } {
  const asked: string[] = [];
  const ask: Nodes['ask'] = async (node, action, _params, { tenantId, caller, deadlineMs }) => {
    asked.push(`${node} ${action} ${tenantId} ${caller.kind} ${deadlineMs}`);
    return answers[node]?.() as never;
  };
  return { ids: () => Object.keys(answers), ask, asked };
}

const throws = (error: Error) => () => {
  throw error;
};

test('Every node is asked of itself, in the name of Souk and with a deadline; who is silent is named', async () => {
  const nodes = nodesOf({ a: () => ({ waiting: 1 }), b: throws(runtimeError('NODE_GONE')), c: () => ({ waiting: 2 }) });
  expect(await askAll(nodes, 'ops.ownFeed', {}, asking)).toEqual({
    answers: [{ waiting: 1 }, { waiting: 2 }],
    silent: ['b'],
  });
  expect(nodes.asked[0]).toBe('a ops.ownFeed acme internal 3000');
});

test('What one node has comes from it, whatever the others say', async () => {
  const nodes = nodesOf({
    a: throws(notFound('dead letter')),
    b: () => 'the letter',
    c: throws(runtimeError('DRAINING')),
  });
  expect(await askWhoHas(nodes, 'ops.ownReplay', letter, asking)).toBe('the letter');
});

test('Where none has it, the one that should know is believed', async () => {
  const gone = throws(runtimeError('WRONG_NODE'));
  const replay = (answers: Readonly<Record<string, () => unknown>>) =>
    askWhoHas(nodesOf(answers), 'ops.ownReplay', letter, asking);
  await expect(replay({ a: gone, b: throws(notFound('actor')) })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  await expect(replay({ a: gone, b: throws(runtimeError('DRAINING')) })).rejects.toMatchObject({ type: 'DRAINING' });
  await expect(replay({ a: gone })).rejects.toMatchObject({ type: 'WRONG_NODE' });
});

test('One node is asked by its name, and a name that no node has is nobody’s', async () => {
  const nodes = nodesOf({ a: () => ({ id: 'a' }), b: () => ({ id: 'b' }) });
  expect(await askOne(nodes, 'b', 'ops.ownDrain', {}, asking)).toEqual({ id: 'b' });
  await expect(askOne(nodes, 'c', 'ops.ownDrain', {}, asking)).rejects.toMatchObject({ type: 'NOT_FOUND' });
  expect(nodes.asked).toEqual(['b ops.ownDrain acme internal 3000']);
});
