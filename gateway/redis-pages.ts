import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { RedisConnection } from '../actors/runtime/redis/connection.ts';
import { minute, second } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import { type Answer, owning } from './answer.ts';
import type { Shared, SharedPages } from './shared-pages.ts';

export type RedisPagesOptions = {
  readonly redis: RedisConnection;
  readonly world: World;
  /** Only those who know it can make a page that is believed. */
  readonly secret: string;
  /** Gateways of another release draw other pages. */
  readonly release: string;
};

/** By then it would have been loaded. */
const answerWithinMs = 50;
/** A Redis that did not answer in time is left alone for so long. */
const restMs = 2 * second;
const mostBytes = 512 * 1024;
/** Much longer than any page. */
const markMs = minute;
const noMark = 'none';
const macBytes = 32;

/** `keep` and `forget` of one gateway reach Redis in their order, before what is asked after them. */
export class RedisPages implements SharedPages {
  readonly #options: RedisPagesOptions;
  #restsUntil = 0;

  constructor(options: RedisPagesOptions) {
    this.#options = options;
  }

  async find(tenantId: string, key: string): Promise<Shared | undefined> {
    const { world } = this.#options;
    const restMsLeft = this.#restsUntil - world.now();
    if (restMsLeft > 0 && restMsLeft <= restMs) return undefined;
    const place = this.#placeOf(tenantId, key);
    const answers = await this.#inTime((redis) =>
      redis.ask((server) => server.pipeline().getBuffer(place).pttl(place).get(markOf(tenantId)).exec()),
    );
    if (!answers || answers.some(([error]) => error)) return undefined;
    const [[, bytes], [, leftMs], [, mark]] = answers as [[null, Buffer | null], [null, number], [null, string | null]];
    const answer = bytes ? this.#open(bytes, place, mark ?? noMark) : undefined;
    return { mark: mark ?? noMark, ...(answer && leftMs > 0 && { found: { answer, leftMs } }) };
  }

  keep(tenantId: string, key: string, mark: string, answer: Answer, ageMs: number): void {
    if (ageMs <= 0 || (answer.body?.length ?? 0) > mostBytes) return;
    const place = this.#placeOf(tenantId, key);
    const bytes = this.#close(answer, place, mark);
    void this.#options.redis.ask((server) => server.set(place, bytes, 'PX', ageMs));
  }

  forget(tenantId: string): void {
    const { redis, world } = this.#options;
    void redis.ask((server) => server.set(markOf(tenantId), world.randomId(), 'PX', markMs));
  }

  async #inTime<Result>(ask: (redis: RedisConnection) => Promise<Result | undefined>): Promise<Result | undefined> {
    const { redis, world } = this.#options;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const cancel = world.after(answerWithinMs, () => {
      this.#restsUntil = world.now() + restMs;
      resolve(undefined);
    });
    return Promise.race([ask(redis), promise]).finally(cancel);
  }

  #placeOf(tenantId: string, key: string): string {
    return `page:${hash('sha256', JSON.stringify([this.#options.release, tenantId, key]), 'base64url')}`;
  }

  #close({ status, headers, body }: Answer, place: string, mark: string): Buffer {
    const head = Buffer.from(`${JSON.stringify({ status, headers })}\n`);
    const bytes = body ? Buffer.concat([head, body]) : head;
    return Buffer.concat([this.#mac(bytes, place, mark), bytes]);
  }

  /** Undefined: it was kept under another mark, or by somebody who is no gateway. */
  #open(bytes: Buffer, place: string, mark: string): Answer | undefined {
    const [mac, kept] = [bytes.subarray(0, macBytes), bytes.subarray(macBytes)];
    if (mac.length < macBytes || !timingSafeEqual(mac, this.#mac(kept, place, mark))) return undefined;
    const end = kept.indexOf('\n');
    return owning({ ...(JSON.parse(kept.toString('utf8', 0, end)) as Answer), body: kept.subarray(end + 1) });
  }

  #mac(bytes: Buffer, place: string, mark: string): Buffer {
    return createHmac('sha256', this.#options.secret).update(`${place}\n${mark}\n`).update(bytes).digest();
  }
}

const markOf = (tenantId: string): string => `pages:${tenantId}`;
