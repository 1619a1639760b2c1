import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import type { Instant } from '../runtime/time.ts';
import type { RefusedRow, SheetEvent, SheetRow, SheetTerms } from './contract.ts';

export type SheetsCommand =
  | { readonly type: 'takeSheet'; readonly terms: SheetTerms }
  | {
      readonly type: 'noteSheet';
      readonly id: string;
      readonly from: number;
      readonly count: number;
      readonly refused: readonly RefusedRow[];
    };

export type SheetsRefusal = 'SHEET_EMPTY' | 'SHEET_TOO_LONG' | 'TOO_MANY_SHEETS';

type Decided = Decision<SheetEvent, SheetsRefusal>;
type Command<Type> = Extract<SheetsCommand, { type: Type }>;

export const longestSheet = 200;
/** Under way, and remembered. */
export const mostSheets = 10;

export type KeptSheet = {
  readonly id: string;
  readonly by?: string;
  /** None once all are taken in. */
  readonly rows: readonly SheetRow[];
  readonly count: number;
  readonly taken: number;
  readonly refused: readonly RefusedRow[];
  readonly askedAt: Instant;
};

/** The sheets of one vendor by their ids, the oldest first. */
export type Sheets = { readonly byId: Map<string, KeptSheet> };

export const isRunning = ({ count, taken }: KeptSheet): boolean => taken < count;

/** Precedence: empty, too long, too many sheets. */
function take({ byId }: Sheets, { terms }: Command<'takeSheet'>, at: Instant): Decided {
  if (byId.has(terms.id)) return [];
  if (terms.rows.length === 0) return refuse('SHEET_EMPTY', {});
  if (terms.rows.length > longestSheet) return refuse('SHEET_TOO_LONG', { max: longestSheet });
  const underWay = byId.values().filter(isRunning).toArray().length;
  if (underWay >= mostSheets) return refuse('TOO_MANY_SHEETS', { underWay });
  return [{ type: 'sheetAsked', terms, at }];
}

/** Whoever tells of the same rows again changes nothing. */
function note({ byId }: Sheets, { id, from, count, refused }: Command<'noteSheet'>): Decided {
  const kept = byId.get(id);
  if (kept?.taken !== from || !isRunning(kept) || count === 0) return [];
  const taken = Math.min(kept.count, from + count);
  return [{ type: 'sheetAdvanced', id, taken, left: kept.count - taken, refused }];
}

/** The oldest that is done makes room. */
function makeRoom(byId: Map<string, KeptSheet>): void {
  const oldest = byId.values().find((kept) => !isRunning(kept));
  if (byId.size >= mostSheets && oldest) byId.delete(oldest.id);
}

/** A sheet is taken in piece by piece; what was taken in stays so, whatever becomes of the rest. */
export const sheets: Decider<Sheets, SheetsCommand, SheetEvent, SheetsRefusal> = {
  type: 'sheets',
  initial: () => ({ byId: new Map() }),
  decide: {
    takeSheet: (state, command) => take(state, command, command.at),
    noteSheet: (state, command) => note(state, command),
  },
  evolve: {
    sheetAsked: ({ byId }, { terms: { id, rows, by }, at }) => {
      makeRoom(byId);
      byId.set(id, {
        id,
        rows,
        count: rows.length,
        taken: 0,
        refused: [],
        askedAt: at,
        ...(by !== undefined && { by }),
      });
    },
    sheetAdvanced: ({ byId }, { id, taken, left, refused }) => {
      const kept = byId.get(id);
      if (kept)
        byId.set(id, { ...kept, taken, refused: [...kept.refused, ...refused], ...(left === 0 && { rows: [] }) });
    },
  },
};
