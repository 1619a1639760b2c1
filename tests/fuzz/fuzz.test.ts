import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commonCodes } from '../../gateway/codes.ts';
import { root, Workshop } from '../bench/kit/workshop.ts';
import { visitor } from '../journeys/visitor.ts';
import { chanceOf } from './chance.ts';
import { type RawDocument, readDocument } from './document.ts';
import { fuzz } from './fuzz.ts';
import { requestOf } from './generator.ts';
import { faultsOf, type Law } from './judge.ts';
import { type Packet, Session } from './live/session.ts';
import type { Request } from './request.ts';
import { bytesOf } from './request.ts';
import { liveSeeds, type Seed, seeds } from './seeds.ts';
import { type FuzzedSouk, startFuzzed } from './souk.ts';
import { openTown, type Town } from './town.ts';
import type { Answer } from './wire/answer.ts';
import { play } from './wire/player.ts';

/** A machine may be busy. */
const longMs = 300_000;

test(
  'bad input by the thousand finds nothing',
  async () => {
    const seed = randomBytes(4).toString('hex');
    process.stderr.write(`fuzzing with the seed ${seed}: npm run fuzz -- --requests 2000 --seed ${seed}\n`);
    const { findings, http, sockets } = await fuzz({ seed, requests: 2_000, say: () => undefined });
    expect(`${findings}`).toBe('');
    expect(http.requests).toBeGreaterThanOrEqual(2_000);
    expect(sockets.packets).toBeGreaterThanOrEqual(2_000);
    // As many as that are good, so that what lies behind the doors is reached.
    expect((http.statuses.get(200) ?? 0) + (http.statuses.get(201) ?? 0)).toBeGreaterThan(100);
    expect(sockets.granted).toBeGreaterThan(20);
  },
  longMs,
);

describe('what once went wrong', () => {
  const workshop = new Workshop();
  let souk: FuzzedSouk;
  let town: Town;
  let law: Law;
  beforeAll(async () => {
    souk = await startFuzzed(workshop);
    town = await openTown(souk);
    await town.renew();
    const document = readDocument(await visitor(`http://127.0.0.1:${souk.port}`).get<RawDocument>('/openapi.json'));
    law = { document, commonCodes: new Set(Object.keys(commonCodes)), sides: town.sides, folder: root };
  }, longMs);
  afterAll(() => {
    town.close();
    return workshop.close();
  }, longMs);

  const requestFor = ({ line, fields = [], body, as = 'guest', isHostless }: Seed): Request => {
    const [side] = town.sides;
    const chance = chanceOf('seeds');
    const filled = line.replaceAll(/\{(\w+)\}/g, (_, word: string) => side.pool.any(word, chance) ?? word);
    const [method = '', target = ''] = filled.split(' ');
    const typed =
      body === undefined
        ? []
        : ([
            ['Content-Type', 'application/json'],
            ['Content-Length', String(body.length)],
          ] as const);
    return {
      ...{ number: 0, meant: line, tenant: side.tenant, who: as, method, target, spoilt: [], foreignId: undefined },
      fields: [
        ...(isHostless ? [] : [['Host', `127.0.0.1:${souk.port}`] as const]),
        ...(as === 'broken' ? [['Authorization', 'Bearer a.b.c'] as const] : (side.people[as] ?? [])),
        ...fields,
        ...typed,
      ],
      body: body === undefined ? undefined : Buffer.from(body),
    };
  };

  test.each(seeds.map((seed) => [seed.once, seed] as const))('over HTTP: %s', async (_, seed) => {
    const request = requestFor(seed);
    const { answers } = await play(souk.port, [bytesOf(request)], request.method, true, longMs);
    const [answer] = answers as [Answer];
    expect({ status: answer.status, faults: faultsOf(request, answer, law) }).toEqual({
      status: seed.status,
      faults: [],
    });
    if (seed.code) expect(JSON.parse(answer.body.toString())).toMatchObject({ code: seed.code, status: seed.status });
  });

  test.each(liveSeeds.map((seed) => [seed.once, seed] as const))(
    'over a socket: %s',
    async (_, { handshake, packet, code }) => {
      const heard: Packet[] = [];
      const session = new Session(souk.port, (one) => heard.push(one));
      const isIn = await session.enter(handshake);
      if (packet) session.say({ text: packet, wants: 0 });
      expect(await session.settle()).toEqual([]);
      await session.close();
      const told = isIn ? heard : [JSON.parse(session.refusal ?? '{}')];
      expect(told).toEqual([
        isIn
          ? { ack: 0, body: { problem: expect.objectContaining({ code }) } }
          : expect.objectContaining({ data: expect.objectContaining({ code }) }),
      ]);
    },
  );

  test('is drawn again by the same seed', () => {
    const drawn = () => Array.from({ length: 300 }, (_, number) => requestOf('again', number, law.document, town));
    const one = drawn();
    expect(drawn()).toEqual(one);
    expect(new Set(one.map(({ meant }) => meant)).size).toBeGreaterThan(50);
    expect(one.filter(({ spoilt }) => spoilt.length > 0).length).toBeGreaterThan(100);
  });
});
