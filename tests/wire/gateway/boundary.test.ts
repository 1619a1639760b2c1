import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idPattern } from '../../../actors/runtime/ids.ts';
import type { TokenKind, Tokens } from '../../../actors/runtime/tokens.ts';
import { believeTenant } from '../../../gateway/identity/tenant.ts';
import { createTokens } from '../../../gateway/identity/tokens.ts';
import { decodePath, mergeParams, parseQuery } from '../../../gateway/params.ts';
import { commandIdOf, keyOf } from '../../../gateway/routes/idempotency.ts';
import { channelName, channels, parseChannel } from '../../../realtime/channels.ts';
import { memoryVault } from './fake-vault.ts';
import { woundWorld } from './fake-world.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const sly = fc.constantFrom('__proto__=a', 'constructor=1', 'a', '%', '%00', '%E0%A4%A', '&', '=', '..', '/', '');
const text = fc.array(fc.oneof(anyText, sly), { maxLength: 4 }).map((all) => all.join(''));

/** Undefined where the caller is told what is wrong; anything else that is thrown is a bug. */
function tried<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch (error) {
    expect(error).toMatchObject({ name: 'SoukError', class: expect.stringMatching(/^(Invalid|NotFound)$/) });
    return undefined;
  }
}

const ancestorOf = (value: object | undefined): unknown => Object.getPrototypeOf(value ?? {});

describe('whatever stands in a request', () => {
  test('its query and path are plain fields, or what is wrong with them is said', () => {
    fc.assert(
      fc.property(text, text, text, (query, id, other) => {
        const fields = tried(() => parseQuery(query));
        const path = tried(() => decodePath({ id, other }));
        const merged = tried(() => mergeParams({ path: path ?? {}, query: fields ?? {}, body: { id, a: 'b' } }));
        for (const value of [fields, path, merged]) expect(ancestorOf(value)).toBe(Object.prototype);
        expect(['__proto__', 'constructor'].filter((name) => Object.hasOwn(fields ?? {}, name))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
  test('its tenant is one name that a tenant can have, whoever says it', () => {
    const name = fc.oneof(fc.constantFrom('acme', 'bolt', 'ACME', 'a-', '-a', 'a/b', 'platform'), text);
    const host = fc.oneof(
      name,
      name.map((one) => `${one}.localhost:3000`),
      name.map((one) => `${one}.souk.example`),
    );
    const maybe = (of: fc.Arbitrary<string>) => fc.option(of, { nil: undefined });
    fc.assert(
      fc.property(maybe(name), maybe(host), maybe(name), (token, at, header) => {
        const claim = { token, host: at, header };
        const tenant = tried(() => believeTenant(claim, { baseDomain: 'souk.example', defaultTenant: 'demo' }));
        if (tenant === undefined) return;
        expect(tenant).toMatch(/^[a-z0-9-]{1,63}$/);
        expect([token ?? tenant, header ?? tenant]).toEqual([tenant, tenant]);
      }),
      { numRuns: 500 },
    );
  });
  test('its key is taken as it is or refused, and with another tenant, caller or route it is another command', () => {
    fc.assert(fc.property(text, (key) => expect([key, undefined]).toContain(tried(() => keyOf(key)))));
    const part = fc.constantFrom('a', 'a","a', 'a","a","a');
    const parts = fc.tuple(part, part, part, part);
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = one.every((value, place) => value === other[place]);
        expect(commandIdOf(...one) === commandIdOf(...other)).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a token', () => {
  let tokens: Tokens;
  beforeAll(async () => {
    tokens = await createTokens(memoryVault(), woundWorld());
  });
  const id = fc.stringMatching(idPattern);
  const ids = fc.array(id, { minLength: 1, maxLength: 3 });
  const kind = fc.constantFrom<TokenKind>('cart', 'order', 'refresh', 'passwordReset', 'invitation');
  const tenant = fc.constantFrom('acme', 'bolt');

  test('opens what it was made of, for its own tenant and purpose alone', () => {
    fc.assert(
      fc.property(kind, kind, tenant, tenant, ids, (made, asked, home, away, all) => {
        const isOwn = made === asked && home === away;
        const token = tokens.make(made, home, ...all);
        // Longer ones than Souk ever makes are not looked at.
        expect(tokens.open(asked, away, token)).toEqual(isOwn && token.length <= 1_000 ? all : undefined);
      }),
    );
  });
  test('that was made up or changed opens nothing', () => {
    fc.assert(
      fc.property(kind, tenant, ids, fc.nat(), text, (of, home, all, place, other) => {
        expect(tokens.open(of, home, other)).toBeUndefined();
        const token = tokens.make(of, home, ...all);
        const at = place % (token.length + 1);
        const changed = [`${token.slice(0, at)}x${token.slice(at)}`, token.slice(0, at) + token.slice(at + 1)];
        for (const one of changed) if (one !== token) expect(tokens.open(of, home, one)).toBeUndefined();
      }),
    );
  });
});

test('whatever a socket calls a channel, it is one of ours or none', () => {
  const words = fc.constantFrom(...Object.keys(channels), 'constructor', '__proto__', 'toString', '');
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        words,
        fc.tuple(words, text).map(([word, id]) => `${word}:${id}`),
      ),
      (channel) => {
        const found = parseChannel(channel);
        if (!found) return;
        const [word] = Object.entries(channels).find(([, kind]) => kind === found.kind) ?? [''];
        expect([channelName(word, found.id), `${word}:${found.id}`]).toContain(channel);
        expect(found.id.length).toBeLessThanOrEqual(128);
      },
    ),
    { numRuns: 500 },
  );
});
