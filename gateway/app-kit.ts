import type { Registry } from 'prom-client';
import type { Spans } from '../actors/runtime/spans.ts';
import type { World } from '../actors/runtime/world.ts';
import type { Answer } from './answer.ts';
import type { BrowserSessions } from './browser/session.ts';
import type { Endpoint } from './endpoints.ts';
import type { HotReads } from './hot-reads.ts';
import type { Identify } from './identity/identify.ts';
import type { PerMinute, RateLimit } from './rate-limit.ts';

export type Log = {
  readonly error: (about: object, text: string) => void;
  readonly warn: (about: object, text: string) => void;
};

export type AppKit = {
  readonly endpoints: readonly Endpoint[];
  readonly identify: Identify;
  readonly limits: RateLimit;
  readonly hotReads: HotReads;
  readonly world: World;
  readonly spans: Spans;
  readonly registry: Registry;
  readonly log: Log;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly perMinute: PerMinute;
  readonly isDraining: () => boolean;
  readonly browserSessions: BrowserSessions;
  /** What a person sees at a path that nobody has; a program gets the problem. */
  readonly missingPage?: () => Answer;
};
