import { expect, test } from '@jest/globals';
import { mostBytes, type Parcel, Parcels, unpack } from '../../../actors/runtime/cluster/parcels.ts';

type Shipped = { readonly subject: string; readonly parcel: Parcel };

function given() {
  const shipped: Shipped[] = [];
  const later: (() => void)[] = [];
  const parcels = new Parcels(
    (run) => void later.push(run),
    (subject, parcel) => void shipped.push({ subject, parcel }),
  );
  const textsOf = ({ parcel }: Shipped) => [...unpack(Buffer.concat(parcel.messages))].map(String);
  return { parcels, shipped, textsOf, turn: () => later.splice(0).map((run) => run()) };
}

test('What one turn tells to a subject goes as one parcel, in its order', () => {
  const { parcels, shipped, textsOf, turn } = given();
  for (const word of ['one', '', 'three']) parcels.add('a', Buffer.from(word));
  parcels.add('b', Buffer.from('other'));
  expect(shipped).toEqual([]);
  turn();
  expect(shipped.map(textsOf)).toEqual([['one', '', 'three'], ['other']]);
  turn();
  expect(shipped).toHaveLength(2);
});

test('A parcel that is full goes at once, and none is longer than NATS takes', () => {
  const { parcels, shipped, turn } = given();
  const big = Buffer.alloc(100_000);
  for (let count = 0; count < 15; count += 1) parcels.add('a', big);
  expect(shipped.length).toBeGreaterThan(5);
  turn();
  expect(shipped.reduce((sum, { parcel }) => sum + parcel.messages.length / 2, 0)).toBe(15);
  for (const { parcel } of shipped) expect(parcel.bytes).toBeLessThanOrEqual(mostBytes);
});

test('A message that fits into no parcel is refused, and the others go', () => {
  const { parcels, shipped, turn } = given();
  parcels.add('a', Buffer.from('small'));
  expect(() => parcels.add('a', Buffer.alloc(mostBytes))).toThrow(RangeError);
  turn();
  expect(shipped).toHaveLength(1);
});

test('What was not made by a parcel is refused', () => {
  expect(() => [...unpack(Buffer.from([0, 0, 0, 9, 1]))]).toThrow('in the middle of a message');
  expect(() => [...unpack(Buffer.from([0, 0]))]).toThrow('outside buffer bounds');
});
