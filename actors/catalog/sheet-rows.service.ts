import type { Caller } from '../runtime/caller.ts';
import { type SoukError, toSoukError } from '../runtime/errors.ts';
import { type Jobs, JobUndone, type Worker } from '../runtime/jobs.ts';
import type { Transport } from '../runtime/transport.ts';
import type { RefusedRow, SheetRow } from './contract.ts';

/** Some rows of a sheet. `caller`: who takes them in, with what they may do now. */
export type SheetPiece = {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly id: string;
  readonly caller: Caller;
  readonly traceId: string;
  readonly rows: readonly SheetRow[];
};

/** The rows that were refused. */
export type SheetJobs = Jobs<SheetPiece, readonly RefusedRow[]>;

const callTimeoutMs = 10_000;

/**
 * Takes rows in, one after the other, each under an id of its own: what was taken in by an earlier try is not taken in
 * again. Rejects where a later try may help.
 */
export const sheetWorker =
  (transport: Transport): Worker<SheetPiece, readonly RefusedRow[]> =>
  async (piece) => {
    const refused: RefusedRow[] = [];
    for (const row of piece.rows) {
      const why = await takeIn(transport, piece, row);
      if (why) refused.push({ line: row.line, code: why.type, detail: why.message });
    }
    return refused;
  };

/** Why it is refused; undefined: it is taken in. */
async function takeIn(transport: Transport, piece: SheetPiece, row: SheetRow): Promise<SoukError | undefined> {
  const { tenantId, caller, traceId, id, vendorId } = piece;
  const headers = { tenantId, caller, traceId, commandId: `${id}:${row.line}`, deadlineMs: callTimeoutMs };
  try {
    const { meta } =
      'product' in row
        ? await transport.call('catalog.create', { ...row.product, vendorId }, headers)
        : await transport.call('catalog.change', row.change, headers);
    if (meta.undecided) throw new JobUndone('its names are not claimed yet');
    return undefined;
  } catch (error) {
    const why = toSoukError(error);
    if (why.retryable) throw error;
    return why;
  }
}
