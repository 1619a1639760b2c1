import { type Actions, on, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { isRetryable, notFound } from '../runtime/errors.ts';
import type { Jobs } from '../runtime/jobs.ts';
import type { Ctx } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import { refuse, scopeOf, spanOf } from './asking.service.ts';
import { analyticsContract } from './contract.schemas.ts';
import type { Export, ExportActions, FilePiece } from './export.schemas.ts';
import { fileTypes } from './export-actions.schemas.ts';
import { type ExportOutcome, type ExportWork, fileNameOf } from './export-files.service.ts';
import type { ExportStore } from './export-store.ts';
import { type Exports, exportJobs, type KeptExport, keptMs } from './exports.ts';
import { checked } from './own.service.ts';
import { grainProblem, type Period } from './period.ts';

const { command, read } = on(exportJobs);

type ParamsOf<Name extends keyof ExportActions> = ExportActions[Name]['params'];
type ResultOf<Name extends keyof ExportActions> = ExportActions[Name]['result'];

/** One actor a tenant. */
const theirs = (): string => 'all';

/** Of a file, on its way from node to node. */
const pieceBytes = 512 * 1_024;

const statusOf = ({ bytes, failed }: KeptExport): Export['status'] =>
  failed !== undefined ? 'failed' : bytes === undefined ? 'asked' : 'done';

function shown(kept: KeptExport): Export {
  const { terms, askedAt, bytes, failed } = kept;
  const { by: _, from, to, ...about } = terms;
  return {
    ...about,
    status: statusOf(kept),
    from: toIso(from),
    to: toIso(to),
    askedAt: toIso(askedAt),
    expiresAt: toIso(askedAt + keptMs),
    ...(bytes !== undefined && { bytes, file: `/v1/analytics/exports/${terms.id}/file` }),
    ...(failed !== undefined && { problem: failed }),
  };
}

/** The one that was just asked for. */
function newest({ byId }: Exports): Export {
  const kept = [...byId.values()].at(-1);
  if (!kept) throw codeError(analyticsContract.codes, 'EXPORT_UNKNOWN');
  return shown(kept);
}

/** Whatever is asked for must be answerable: its period, its grain and its vendor are looked at before. */
async function termsOf(ctx: Ctx<Actions>, { question, format, ...asked }: ParamsOf<'analytics.askExport'>) {
  await scopeOf(ctx, asked.vendor);
  const { from, to, zone } = await spanOf(ctx, asked);
  const period: Period = { from, to, zone };
  const problem = question.by?.includes('time') ? grainProblem(period, question.grain ?? 'day') : undefined;
  if (problem) throw refuse(problem);
  const { accountId: by } = ctx.caller;
  return {
    ...{ id: ctx.newId('exp'), question: checked(question), format, from, to, tz: zone },
    ...(asked.vendor !== undefined && { vendor: asked.vendor }),
    ...(by !== undefined && { by }),
  };
}

/** Where files lie, and who makes them. */
export type ExportParts = { readonly store: ExportStore; readonly files: Jobs<ExportWork, ExportOutcome> };

/** What a later try may mend is tried again by the export's own reminder. */
async function run(parts: ExportParts, ctx: Ctx<Actions>, id: string): Promise<void> {
  try {
    await make(parts, ctx, id);
  } catch (error) {
    if (!isRetryable(error)) throw error;
  }
}

async function make({ store, files }: ExportParts, ctx: Ctx<Actions>, id: string): Promise<void> {
  const { items } = await ctx.call('analytics.exports', {});
  const asked = items.find((one) => one.id === id && one.status === 'asked');
  if (!asked) return;
  const outcome = await files.run(id, { tenantId: ctx.tenantId, asked });
  if ('failed' in outcome) return void (await ctx.call('analytics.failExport', { id, code: outcome.failed }));
  const { kept } = await ctx.call('analytics.noteExport', { id, bytes: outcome.bytes });
  if (!kept) await store.drop(ctx.tenantId, fileNameOf(asked));
}

async function pieceOf(
  { store }: ExportParts,
  ctx: Ctx<Actions>,
  { id, offset = 0 }: ParamsOf<'analytics.exportFile'>,
): Promise<FilePiece> {
  const asked = await ctx.call('analytics.export', { id });
  const piece = asked.status === 'done' && (await store.read(ctx.tenantId, fileNameOf(asked), offset, pieceBytes));
  if (!piece) throw notFound('file');
  const content = piece.bytes.toString('base64');
  return { name: fileNameOf(asked), type: fileTypes[asked.format], bytes: piece.size, content };
}

/** Answers that are written to a file while nobody waits. */
export const exportHandlers = (parts: ExportParts) => ({
  'analytics.exportFile': task<ParamsOf<'analytics.exportFile'>, FilePiece>((asked, ctx) => pieceOf(parts, ctx, asked)),
  'analytics.runExport': task<ParamsOf<'analytics.runExport'>, ResultOf<'analytics.runExport'>>(async ({ id }, ctx) => {
    await run(parts, ctx, id);
    return {};
  }),
  'analytics.dropExport': task<ParamsOf<'analytics.dropExport'>, ResultOf<'analytics.dropExport'>>(
    async ({ id }, ctx) => {
      for (const format of ['csv', 'parquet'] as const)
        await parts.store.drop(ctx.tenantId, fileNameOf({ id, format }));
      return {};
    },
  ),
});

export const keptExportHandlers = {
  'analytics.exports': read<ParamsOf<'analytics.exports'>, ResultOf<'analytics.exports'>>({
    key: theirs,
    answer: ({ byId }) => ({ items: [...byId.values()].map(shown) }),
  }),
  'analytics.export': read<ParamsOf<'analytics.export'>, Export>({
    key: theirs,
    answer: ({ byId }, { id }) => {
      const kept = byId.get(id);
      return kept && shown(kept);
    },
  }),
  'analytics.askExport': command<ParamsOf<'analytics.askExport'>, Export>({
    key: theirs,
    command: async (asked, ctx) => ({ type: 'askExport', terms: await termsOf(ctx, asked) }),
    answer: newest,
  }),
  'analytics.removeExport': command<ParamsOf<'analytics.removeExport'>, ResultOf<'analytics.removeExport'>>({
    key: theirs,
    command: ({ id }) => ({ type: 'removeExport', id }),
    answer: () => ({}),
  }),
  'analytics.noteExport': command<ParamsOf<'analytics.noteExport'>, ResultOf<'analytics.noteExport'>>({
    key: theirs,
    command: (asked) => ({ type: 'noteExport', ...asked }),
    answer: ({ byId }, { id }) => ({ kept: byId.has(id) }),
  }),
  'analytics.failExport': command<ParamsOf<'analytics.failExport'>, ResultOf<'analytics.failExport'>>({
    key: theirs,
    command: (asked) => ({ type: 'failExport', ...asked }),
    answer: () => ({}),
  }),
  'analytics.forgetExports': command<ParamsOf<'analytics.forgetExports'>, ResultOf<'analytics.forgetExports'>>({
    key: theirs,
    command: (asked) => ({ type: 'forgetExports', ...asked }),
    answer: () => ({}),
  }),
};
