import { type Decider, type Decision, type Reminder, refuse } from '../runtime/decider.ts';
import { day, type Instant, minute } from '../runtime/time.ts';
import type { AnalyticsEvent, ExportTerms } from './contract.ts';

export type ExportsCommand =
  | { readonly type: 'askExport'; readonly terms: ExportTerms }
  | { readonly type: 'retryExport'; readonly id: string; readonly attempt: number }
  | { readonly type: 'noteExport'; readonly id: string; readonly bytes: number }
  | { readonly type: 'failExport'; readonly id: string; readonly code: string }
  | { readonly type: 'removeExport'; readonly id: string }
  | { readonly type: 'expireExport'; readonly id: string }
  | { readonly type: 'forgetExports'; readonly accountId: string };

export type ExportsRefusal = 'TOO_MANY_EXPORTS' | 'EXPORT_UNKNOWN';

type ExportEvent = Extract<AnalyticsEvent, { type: `export${string}` }>;
type Decided = Decision<ExportEvent, ExportsRefusal>;
type Command<Type> = Extract<ExportsCommand, { type: Type }>;

export const mostExports = 20;
export const mostUnderWay = 2;
export const keptMs = day;
const retryMs = minute;
const mostAttempts = 5;

export type KeptExport = {
  readonly terms: ExportTerms;
  readonly askedAt: Instant;
  readonly attempt: number;
  readonly bytes?: number;
  /** Why there is none. */
  readonly failed?: string;
};

/** The exports of one tenant, by their ids. */
export type Exports = { readonly byId: Map<string, KeptExport> };

const isUnderWay = ({ bytes, failed }: KeptExport): boolean => bytes === undefined && failed === undefined;

/** Precedence: too many exports. */
function ask({ byId }: Exports, { terms }: Command<'askExport'>, at: Instant): Decided {
  if (byId.has(terms.id)) return [];
  const underWay = byId.values().filter(isUnderWay).toArray().length;
  if (byId.size >= mostExports || underWay >= mostUnderWay)
    return refuse('TOO_MANY_EXPORTS', { kept: byId.size, underWay });
  return [{ type: 'exportAsked', terms, attempt: 1, at }];
}

const underWayOf = ({ byId }: Exports, id: string): KeptExport | undefined => {
  const kept = byId.get(id);
  return kept && isUnderWay(kept) ? kept : undefined;
};

/** What nobody has heard of for a minute is begun again. */
function retry(state: Exports, { id, attempt }: Command<'retryExport'>, at: Instant): Decided {
  const kept = underWayOf(state, id);
  if (kept?.attempt !== attempt) return [];
  if (attempt >= mostAttempts) return [{ type: 'exportFailed', id, code: 'ANALYTICS_UNAVAILABLE' }];
  return [{ type: 'exportAsked', terms: kept.terms, attempt: attempt + 1, at }];
}

const removed = (id: string): ExportEvent => ({ type: 'exportRemoved', id });

const changed = ({ byId }: Exports, id: string, change: Partial<KeptExport>): void => {
  const kept = byId.get(id);
  if (kept) byId.set(id, { ...kept, ...change });
};

type Asked = Extract<ExportEvent, { type: 'exportAsked' }>;

const followUp = ({ terms: { id }, attempt, at }: Asked): readonly Reminder<ExportsCommand>[] => [
  { dueAt: at + retryMs, delay: retryMs, command: { type: 'retryExport', id, attempt } },
  ...(attempt === 1 ? [{ dueAt: at + keptMs, delay: keptMs, command: { type: 'expireExport' as const, id } }] : []),
];

/** An export is a job: asked for, done or failed, and gone after a day. */
export const exportJobs: Decider<Exports, ExportsCommand, ExportEvent, ExportsRefusal> = {
  type: 'exports',
  initial: () => ({ byId: new Map() }),
  decide: {
    askExport: (state, command) => ask(state, command, command.at),
    retryExport: (state, command) => retry(state, command, command.at),
    noteExport: (state, { id, bytes }) => (underWayOf(state, id) ? [{ type: 'exportDone', id, bytes }] : []),
    failExport: (state, { id, code }) => (underWayOf(state, id) ? [{ type: 'exportFailed', id, code }] : []),
    removeExport: ({ byId }, { id }) => (byId.has(id) ? [removed(id)] : refuse('EXPORT_UNKNOWN', { id })),
    expireExport: ({ byId }, { id }) => (byId.has(id) ? [removed(id)] : []),
    forgetExports: ({ byId }, { accountId }) =>
      [...byId.values()].filter(({ terms }) => terms.by === accountId).map(({ terms }) => removed(terms.id)),
  },
  evolve: {
    exportAsked: ({ byId }, { terms, attempt, at }) => {
      byId.set(terms.id, { terms, attempt, askedAt: byId.get(terms.id)?.askedAt ?? at });
    },
    exportDone: (state, { id, bytes }) => changed(state, id, { bytes }),
    exportFailed: (state, { id, code }) => changed(state, id, { failed: code }),
    exportRemoved: ({ byId }, { id }) => {
      byId.delete(id);
    },
  },
  reminders: { exportAsked: followUp },
};
