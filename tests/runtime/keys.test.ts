import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bodyHashOf } from '../../actors/runtime/body-hash.ts';
import { type CallHeaders, parseStamp, readHeaders, stampOf, writeHeaders } from '../../actors/runtime/headers.ts';
import { deriveId, digestId, hash32, hash53, idBefore, idPattern } from '../../actors/runtime/ids.ts';
import { decodePlace, encodePlace } from '../../actors/runtime/rows/page-token.ts';
import { parseStream, personOf, roomOf, rowKey, streamOf } from '../../tenants/isolation.ts';

const id = fc.stringMatching(idPattern);
/** Few letters, so that two keys come close to each other. */
const shortId = fc.stringMatching(/^[ab_-]{1,4}$/);
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('the key of a tenant', () => {
  test('is the key of one thing: no two different things have one', () => {
    const things = fc.tuple(shortId, shortId, shortId);
    fc.assert(
      fc.property(things, things, (one, other) => {
        const isSame = one.join(' ') === other.join(' ');
        expect(streamOf(...one) === streamOf(...other)).toBe(isSame);
        expect(rowKey(...one) === rowKey(...other)).toBe(isSame);
      }),
      { numRuns: 1_000 },
    );
  });
  test('tells which thing it is of', () => {
    fc.assert(
      fc.property(id, id, id, (tenantId, type, one) => {
        expect(parseStream(streamOf(tenantId, type, one))).toEqual({ tenantId, type, id: one });
      }),
    );
  });
  test("never reaches another tenant's room or person, whatever the rest of it says", () => {
    fc.assert(
      fc.property(shortId, shortId, anyText, anyText, (tenant, other, one, two) => {
        fc.pre(tenant !== other);
        expect(roomOf(tenant, one)).not.toBe(roomOf(other, two));
        expect(personOf(tenant, one)).not.toBe(personOf(other, two));
      }),
    );
  });
});

describe('an id that Souk makes', () => {
  test('is an id, the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(anyText, anyText, (seed, other) => {
        expect(deriveId('ord', seed)).toMatch(idPattern);
        expect(digestId(seed)).toMatch(/^[0-9a-z]{20}$/);
        // A lone surrogate is no text: whatever stands for it stands for all of them.
        fc.pre(seed.isWellFormed() && other.isWellFormed());
        expect(digestId(seed) === digestId(other)).toBe(seed === other);
      }),
    );
  });
  test('is found again before its number', () => {
    fc.assert(fc.property(id, fc.nat(), (joined, n) => expect(idBefore(`${joined}-${n}`)).toBe(joined)));
    fc.assert(fc.property(anyText, (text) => expect(text.startsWith(idBefore(text))).toBe(true)));
  });
  test('has a place among the partitions and the answers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([hash32(text), hash53(text)].every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
        expect(hash32(text)).toBeLessThan(2 ** 32);
      }),
    );
  });
});

/** The same value with its fields in the opposite order, all the way down. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, turned(inner)]),
  );
}

/** Few words and few numbers, so that two bodies come close to each other. */
const word = fc.constantFrom('a', 'b', '', '1', 'a:1,b', 'a":1,"b', '__proto__');
const body = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, -1, 'a', '1', ''),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
})).value;

test('two bodies of a command are told apart exactly where their JSON says something else', () => {
  const hashOf = (value: unknown) => bodyHashOf('c1', 'carts.create', value);
  fc.assert(
    fc.property(body, body, (one, other) => {
      expect(hashOf(turned(one))).toBe(hashOf(one));
      const isSame = isEqual(one, other);
      expect(hashOf(one) === hashOf(other)).toBe(isSame);
      expect(bodyHashOf('c1', 'carts.get', one)).not.toBe(hashOf(one));
    }),
    { numRuns: 1_000, examples: [[{ a: 1, b: 1 }, { 'a:1,b': 1 }]] },
  );
});

function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [mine, theirs] = [Object.entries(one), Object.entries(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    mine.length === theirs.length &&
    mine.every(([name, inner]) => theirs.some(([its, value]) => its === name && isEqual(inner, value)))
  );
}

describe('the token of a page', () => {
  const value = fc.oneof(anyText, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
  const exact = (one: unknown) => (Object.is(one, -0) ? 0 : one);

  test('leads back to its place in its own list, and to none in another', () => {
    fc.assert(
      fc.property(fc.array(value.map(exact), { maxLength: 4 }), anyText, (values, key) => {
        const place = { key, values: values as (string | number | null)[] };
        const token = encodePlace('orders/byDate', place);
        expect(decodePlace('orders/byDate', token, values.length)).toEqual(place);
        expect(() => decodePlace('orders/byName', token, values.length)).toThrow(badCursor);
        expect(() => decodePlace('orders/byDate', token, values.length + 1)).toThrow(badCursor);
      }),
    );
  });
  test('that nobody gave out is refused, whatever it is', () => {
    const json = fc.jsonValue().map((some) => Buffer.from(JSON.stringify(some)).toString('base64url'));
    const near = fc
      .tuple(fc.constantFrom('list', 'List'), fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }))
      .map((parts) => Buffer.from(JSON.stringify(parts.flat())).toString('base64url'));
    const blurred = fc
      .tuple(anyText, fc.constantFrom('', '=', ' ', '.', '\n'))
      .map(([key, more]) => encodePlace('list', { key, values: [1] }) + more);
    fc.assert(
      fc.property(fc.oneof(anyText, fc.base64String(), json, near, blurred), (token) => {
        try {
          expect(encodePlace('list', decodePlace('list', token, 1))).toBe(token);
        } catch (error) {
          expect(error).toMatchObject(badCursor);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

const badCursor = expect.objectContaining({ type: 'VALIDATION', class: 'Invalid' });

test('what travels beside a call arrives as it left', () => {
  const stamp = fc.tuple(id, id, id, fc.nat()).map(([...key]) => stampOf(streamOf(key[0], key[1], key[2]), key[3]));
  const about: fc.Arbitrary<CallHeaders> = fc.record(
    {
      tenantId: id,
      caller: fc.record({
        kind: fc.constant('account' as const),
        accountId: id,
        roles: fc.subarray(['operator', 'analyst'] as const),
        staff: fc.dictionary(id, fc.constantFrom('owner', 'viewer'), { maxKeys: 3 }),
      }),
      commandId: fc.stringMatching(/^[ -~]{1,60}$/),
      traceId: id,
      deadlineMs: fc.nat(),
      expected: stamp,
      seen: fc.array(stamp, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['tenantId', 'caller', 'commandId', 'traceId', 'deadlineMs'] },
  );
  fc.assert(fc.property(about, (headers) => expect(readHeaders(writeHeaders(headers))).toEqual(headers)));
  fc.assert(
    fc.property(id, id, id, fc.nat(), (tenantId, type, one, version) => {
      const stream = streamOf(tenantId, type, one);
      expect(parseStamp(stampOf(stream, version))).toEqual({ stream, version });
    }),
  );
});
