import { expect, test } from '@jest/globals';
import { readHeader } from '../../actors/runtime/journal/format.ts';
import { Chaos, type Op, type Others, wishes } from './chaos.ts';
import { many, type ToyHouse } from './toy-house.ts';

const seeds = Number(process.env.SOUK_CHAOS_SEEDS ?? 12);
const firstSeed = Number(process.env.SOUK_CHAOS_FROM ?? 1);

const of = (ops: readonly Op[], name: string, id: string) =>
  ops.filter((op) => op.name === name && 'id' in op.params && op.params.id === id);

/** Every batch vouches for the one before, and no batch is older than the one before. */
function unbroken(house: ToyHouse): boolean {
  return [...house.journalDisk.logs.values()].every(({ batches }) =>
    batches.every(({ bytes, at }, place) => {
      const before = batches[place - 1];
      return readHeader(bytes).previousHash === (before?.hash ?? '') && at >= (before?.at ?? 0);
    }),
  );
}

const ways: readonly Others[] = ['die', 'live on', 'are stopped'];

/** Now and then somebody sets the clock. */
function setClock({ house, roll }: Chaos): void {
  if (roll() < 0.02) house.world.setClock(house.world.now() + (roll() - 0.5) * 600_000);
}

async function storm(chaos: Chaos, ops: readonly Op[], others: Others): Promise<void> {
  const { world } = chaos.house;
  const clients = many(8).map(async (client) => {
    for (const op of ops.filter((_, place) => place % 8 === client)) await chaos.insist(op);
  });
  for (const _ of many(150)) {
    if (!chaos.isOpening && (!chaos.isUp || chaos.roll() < 0.03)) void chaos.open(others);
    setClock(chaos);
    await world.advance(100);
  }
  chaos.calm();
  void chaos.open('die');
  await world.advance(60_000);
  await Promise.all(clients);
  await world.advance(30 * 60_000);
}

async function checkAll(chaos: Chaos, ops: readonly Op[], inOrder: boolean): Promise<void> {
  const node = chaos.last;
  for (const id of ['x0', 'x1', 'x2', 'x3']) {
    const added = of(ops, 'counters.add', id);
    const { total, rung } = await node.ask('counters.show', { id });
    const [row] = await node.rows.get('totals', [`acme/${id}`]);
    const totals = added.map(({ commandId }) => JSON.parse(chaos.answers.get(commandId) ?? '').total);
    expect([total, row?.total ?? 0, row?.events ?? 0]).toEqual([added.length, added.length, added.length]);
    expect(totals.sort((a, b) => a - b)).toEqual(added.map((_, place) => place + 1));
    expect(rung).toHaveLength(of(ops, 'counters.setBell', id).length);
    const { finished } = await node.ask('errands.show', { id });
    const past = await pushedOf(chaos, id);
    expect(inOrder ? finished : [...finished].sort()).toEqual(inOrder ? past : [...past].sort());
  }
}

/** A purse from which much is asked and little is there. */
async function checkPurse({ last, answers }: Chaos, ops: readonly Op[]): Promise<void> {
  const given = of(ops, 'counters.add', 'purse').length;
  const taken = of(ops, 'counters.take', 'purse').filter(({ commandId }) => answers.get(commandId)?.startsWith('{'));
  expect((await last.ask('counters.show', { id: 'purse' })).total).toBe(given - 2 * taken.length);
}

/** What was asked of an errand, in the order of its commits. */
async function pushedOf({ last }: Chaos, id: string): Promise<string[]> {
  const { events } = await last.node.inspector.actor('acme', 'errand', id, 0, 1_000).catch(() => ({ events: [] }));
  return events.flatMap((entry) =>
    entry.events.flatMap((event) => (event.type === 'pushed' ? [String((event as { what?: string }).what)] : [])),
  );
}

test.each(many(seeds).map((number) => number + firstSeed))(
  'Storm %i: whatever fails, hangs or is killed, all that was asked for happens exactly once',
  async (seed) => {
    const chaos = new Chaos(seed);
    const ops = wishes(chaos, 120);
    const others = ways[seed % 3] as Others;
    await storm(chaos, ops, others);
    expect(chaos.bugs).toEqual([]);
    expect(chaos.last.node.inspector.parked()).toEqual([]);
    expect(unbroken(chaos.house)).toBe(true);
    await checkAll(chaos, ops, others !== 'live on');
    await checkPurse(chaos, ops);
  },
);
