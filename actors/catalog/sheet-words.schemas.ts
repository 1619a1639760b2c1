import type { Action } from '../runtime/contract.ts';
import type { ChangeProduct, NewProduct } from './words.schemas.ts';

/** `line`: where it begins in the file it came from. */
export type CreatedRow = { readonly line: number; readonly product: NewProduct };
export type ChangedRow = { readonly line: number; readonly change: ChangeProduct };
export type SheetRow = CreatedRow | ChangedRow;

/** Why a product was not taken in, as a problem of HTTP would say it. */
export type RefusedRow = { readonly line: number; readonly code: string; readonly detail: string };

export type SheetTerms = {
  readonly id: string;
  readonly rows: readonly SheetRow[];
  /** The account that asked for it: what it may do is looked at row by row, as it is then. */
  readonly by?: string;
};

export type Sheet = {
  readonly id: string;
  readonly status: 'running' | 'done';
  readonly askedAt: string;
  /** Products in it. */
  readonly rows: number;
  /** How many of them have been looked at, the refused among them. */
  readonly taken: number;
  readonly refused: readonly RefusedRow[];
};

export interface SheetActions {
  'catalog.takeSheet': Action<{ id: string; create?: readonly CreatedRow[]; change?: readonly ChangedRow[] }, Sheet>;
  'catalog.sheets': Action<{ id: string }, { items: readonly Sheet[] }>;

  'catalog.sheetsOf': Action<{ vendorId: string }, { items: readonly Sheet[] }>;
  /** Takes in the rows from the one at `from` on, as many as go at once. */
  'catalog.runSheet': Action<{ vendorId: string; id: string; from: number }, Record<string, never>>;
  'catalog.sheetPiece': Action<
    { vendorId: string; id: string; from: number },
    { rows: readonly SheetRow[]; by?: string }
  >;
  'catalog.noteSheet': Action<
    { vendorId: string; id: string; from: number; count: number; refused: readonly RefusedRow[] },
    Record<string, never>
  >;
}

export type SheetEvent =
  | { readonly type: 'sheetAsked'; readonly terms: SheetTerms; readonly at: number }
  /** `left`: rows that nobody has looked at yet. */
  | {
      readonly type: 'sheetAdvanced';
      readonly id: string;
      readonly taken: number;
      readonly left: number;
      readonly refused: readonly RefusedRow[];
    };
