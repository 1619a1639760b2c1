import { type ParamsOf, type ResultOf, task } from '../registry.ts';
import { internalCaller } from '../runtime/caller.ts';
import type { CallHeaders } from '../runtime/headers.ts';
import { sum } from '../runtime/money.ts';
import type { Handler } from '../runtime/service.ts';
import { told } from './asking.service.ts';
import type { OwnRebuildActions, Rebuilding, ReconciliationActions } from './reconciliation.schemas.ts';
import type { Reports } from './reports.ts';

/** The nodes that count, each for itself, this one among them, and a way to ask each by its name. */
export type Analysts = {
  readonly ids: () => readonly string[];
  readonly ask: <Name extends keyof OwnRebuildActions>(
    node: string,
    name: Name,
    headers: CallHeaders,
  ) => Promise<ResultOf<Name>>;
};

/** In whose name they are asked. */
type Asking = { readonly tenantId: string; readonly commandId: string; readonly traceId: string };

const deadlineMs = 3_000;

/** What all of them answer. Rejects where one does not: it may have begun, or be under way. */
export const askAnalysts = <Name extends keyof OwnRebuildActions>(
  analysts: Analysts,
  name: Name,
  { tenantId, commandId, traceId }: Asking,
): Promise<readonly ResultOf<Name>[]> =>
  Promise.all(
    analysts.ids().map((node) => {
      const headers = { tenantId, traceId, commandId: `${commandId}/${node}`, caller: internalCaller, deadlineMs };
      return analysts.ask(node, name, headers);
    }),
  );

/** It is under way until no node works on it any more. */
export async function rebuildingOf(analysts: Analysts, asking: Asking): Promise<Rebuilding> {
  const found = await askAnalysts(analysts, 'analytics.ownRebuilding', asking);
  return { isUnderWay: found.some((one) => one.isUnderWay), left: sum(found.map(({ left }) => left)) };
}

type RebuildActions = Omit<ReconciliationActions, 'analytics.reconcile'>;
type RebuildHandlers = { readonly [Name in keyof RebuildActions]: Handler<ParamsOf<Name>, ResultOf<Name>> };

export const rebuildHandlers = (reports: Reports, analysts: Analysts): RebuildHandlers => ({
  'analytics.ownRebuild': task(async () => {
    await told(reports.rebuild());
    return { begun: true };
  }),
  'analytics.ownRebuilding': task(async () => reports.rebuilding()),
  'analytics.rebuild': task(async (_, ctx) => {
    await askAnalysts(analysts, 'analytics.ownRebuild', ctx);
    return { begun: true };
  }),
  'analytics.rebuilding': task((_, ctx) => rebuildingOf(analysts, ctx)),
});
