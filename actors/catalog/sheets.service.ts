import { type Actions, on, task } from '../registry.ts';
import type { Caller } from '../runtime/caller.ts';
import { notFound, runtimeError, toSoukError } from '../runtime/errors.ts';
import type { Ctx } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import type { RefusedRow, Sheet, SheetActions, SheetRow, SheetTerms } from './contract.ts';
import type { SheetJobs } from './sheet-rows.service.ts';
import { isRunning, type KeptSheet, type Sheets, sheets } from './sheets.ts';

const { command, read } = on(sheets);

type ParamsOf<Name extends keyof SheetActions> = SheetActions[Name]['params'];
type ResultOf<Name extends keyof SheetActions> = SheetActions[Name]['result'];

/** Rows that are taken in before anybody is told. */
const pieceRows = 20;

const ofVendor = ({ vendorId }: { readonly vendorId: string }): string => vendorId;
const theirs = ({ id }: { readonly id: string }): string => id;
const owner = (_: Sheets, { id }: { readonly id: string }) => ({ vendorId: id });

const shown = (kept: KeptSheet): Sheet => ({
  id: kept.id,
  status: isRunning(kept) ? 'running' : 'done',
  askedAt: toIso(kept.askedAt),
  rows: kept.count,
  taken: kept.taken,
  refused: kept.refused,
});

const newestFirst = ({ byId }: Sheets): readonly Sheet[] => [...byId.values()].map(shown).reverse();

/** The one that was just asked for. */
function newest(state: Sheets): Sheet {
  const [sheet] = newestFirst(state);
  if (!sheet) throw notFound('sheet');
  return sheet;
}

/** Where there is no such vendor the caller learns so, also when it is another tenant's. */
const vendorOf = (ctx: Ctx<Actions>, id: string) => ctx.call('vendors.get', { id });

const termsOf = ({ create = [], change = [] }: ParamsOf<'catalog.takeSheet'>, ctx: Ctx<Actions>): SheetTerms => ({
  id: ctx.newId('sht'),
  rows: [...create, ...change],
  ...(ctx.caller.accountId !== undefined && { by: ctx.caller.accountId }),
});

/** Who asked for it, as they are now; undefined: they are gone. */
async function callerOf(ctx: Ctx<Actions>, by: string | undefined): Promise<Caller | undefined> {
  if (by === undefined) return undefined;
  try {
    const { id: accountId, roles, staff } = await ctx.call('customers.account', { id: by });
    return { kind: 'account', accountId, roles, staff };
  } catch (error) {
    if (toSoukError(error).class === 'NotFound') return undefined;
    throw error;
  }
}

const nobody = runtimeError('UNAUTHENTICATED');
const asNobody = ({ line }: SheetRow): RefusedRow => ({ line, code: nobody.type, detail: nobody.message });

async function run(jobs: SheetJobs, ctx: Ctx<Actions>, asked: ParamsOf<'catalog.runSheet'>): Promise<void> {
  const { vendorId, id, from } = asked;
  const { tenantId, traceId } = ctx;
  const { rows, by } = await ctx.call('catalog.sheetPiece', asked);
  if (rows.length === 0) return;
  const caller = await callerOf(ctx, by);
  const piece = caller && { tenantId, traceId, vendorId, id, caller, rows };
  const refused = piece ? await jobs.run(`${id}-${from}`, piece) : rows.map(asNobody);
  await ctx.call('catalog.noteSheet', { vendorId, id, from, count: rows.length, refused });
}

export const sheetHandlers = (jobs: SheetJobs) => ({
  'catalog.takeSheet': command<ParamsOf<'catalog.takeSheet'>, Sheet>({
    key: theirs,
    owner,
    command: async (asked, ctx) => {
      await vendorOf(ctx, asked.id);
      return { type: 'takeSheet', terms: termsOf(asked, ctx) };
    },
    answer: newest,
  }),
  'catalog.sheets': task<ParamsOf<'catalog.sheets'>, ResultOf<'catalog.sheets'>>(
    async ({ id }, ctx) => {
      await vendorOf(ctx, id);
      return ctx.call('catalog.sheetsOf', { vendorId: id });
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'catalog.sheetsOf': read<ParamsOf<'catalog.sheetsOf'>, ResultOf<'catalog.sheetsOf'>>({
    key: ofVendor,
    answer: (state) => ({ items: newestFirst(state) }),
  }),
  'catalog.sheetPiece': read<ParamsOf<'catalog.sheetPiece'>, ResultOf<'catalog.sheetPiece'>>({
    key: ofVendor,
    answer: ({ byId }, { id, from }) => {
      const { taken, rows = [], by } = byId.get(id) ?? {};
      return { rows: taken === from ? rows.slice(from, from + pieceRows) : [], ...(by !== undefined && { by }) };
    },
  }),
  'catalog.noteSheet': command<ParamsOf<'catalog.noteSheet'>, ResultOf<'catalog.noteSheet'>>({
    key: ofVendor,
    command: ({ vendorId: _, ...noted }) => ({ type: 'noteSheet', ...noted }),
    answer: () => ({}),
  }),
  'catalog.runSheet': task<ParamsOf<'catalog.runSheet'>, ResultOf<'catalog.runSheet'>>(async (asked, ctx) => {
    await run(jobs, ctx, asked);
    return {};
  }),
});
