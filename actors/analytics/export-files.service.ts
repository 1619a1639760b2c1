import { isRetryable, toSoukError } from '../runtime/errors.ts';
import type { Worker } from '../runtime/jobs.ts';
import { told } from './asking.service.ts';
import type { Export } from './export.schemas.ts';
import type { ExportStore } from './export-store.ts';
import type { Reports } from './reports.ts';

export type ExportWork = { readonly tenantId: string; readonly asked: Export };

/** `failed`: the code why there can be no such file. */
export type ExportOutcome = { readonly bytes: number } | { readonly failed: string };

export const fileNameOf = ({ id, format }: Pick<Export, 'id' | 'format'>): string => `${id}.${format}`;

/** Makes files: of the figures of one node, to where all of them look. Rejects with what a later try may mend. */
export const exportWorker =
  (reports: Reports, store: ExportStore): Worker<ExportWork, ExportOutcome> =>
  async (work) => {
    try {
      return { bytes: await makeFile(reports, store, work) };
    } catch (error) {
      if (isRetryable(error)) throw error;
      return { failed: toSoukError(error).type };
    }
  };

async function makeFile(reports: Reports, store: ExportStore, { tenantId, asked }: ExportWork): Promise<number> {
  const { question, format, from, to, tz, vendor } = asked;
  const scope = { tenantId, ...(vendor !== undefined && { vendorId: vendor }) };
  const period = { from: Date.parse(from), to: Date.parse(to), zone: tz };
  const bytes = await told(reports.file(scope, period, question, format));
  await store.put(tenantId, fileNameOf(asked), bytes);
  return bytes.length;
}
