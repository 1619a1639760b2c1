import type { ParamsOf, ResultOf } from '../registry.ts';
import { internalCaller } from '../runtime/caller.ts';
import { notFound, type SoukError, toSoukError } from '../runtime/errors.ts';
import type { CallHeaders } from '../runtime/headers.ts';
import type { OwnOpsActions } from './contract.ts';

/** The processes that Souk consists of now, this one among them, and a way to ask each by its name. */
export type Nodes = {
  readonly ids: () => readonly string[];
  readonly ask: <Name extends keyof OwnOpsActions>(
    node: string,
    name: Name,
    params: ParamsOf<Name>,
    headers: CallHeaders,
  ) => Promise<ResultOf<Name>>;
};

/** In whose name they are asked. */
export type Asking = { readonly tenantId: string; readonly commandId: string; readonly traceId: string };

const deadlineMs = 3_000;

const headersFor = (node: string, { tenantId, commandId, traceId }: Asking): CallHeaders => ({
  tenantId,
  caller: internalCaller,
  commandId: `${commandId}/${node}`,
  traceId,
  deadlineMs,
});

/** What a node of this name answers. */
export async function askOne<Name extends keyof OwnOpsActions>(
  nodes: Nodes,
  node: string,
  name: Name,
  params: ParamsOf<Name>,
  asking: Asking,
): Promise<ResultOf<Name>> {
  if (!nodes.ids().includes(node)) throw notFound('node');
  return nodes.ask(node, name, params, headersFor(node, asking));
}

/** What every node answers, and those that do not. */
export async function askAll<Name extends keyof OwnOpsActions>(
  nodes: Nodes,
  name: Name,
  params: ParamsOf<Name>,
  asking: Asking,
): Promise<{ readonly answers: readonly ResultOf<Name>[]; readonly silent: readonly string[] }> {
  const ids = nodes.ids();
  const tries = await Promise.allSettled(ids.map((node) => nodes.ask(node, name, params, headersFor(node, asking))));
  const answers = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return { answers, silent: ids.filter((_, place) => tries[place]?.status === 'rejected') };
}

/** What the one node answers that has it. Throws what the node said that should know, if none has. */
export async function askWhoHas<Name extends keyof OwnOpsActions>(
  nodes: Nodes,
  name: Name,
  params: ParamsOf<Name>,
  asking: Asking,
): Promise<ResultOf<Name>> {
  try {
    return await Promise.any(nodes.ids().map((node) => nodes.ask(node, name, params, headersFor(node, asking))));
  } catch (error) {
    throw error instanceof AggregateError ? mostTelling(error.errors.map(toSoukError)) : error;
  }
}

const elsewhere = 'WRONG_NODE';

const mostTelling = (errors: readonly SoukError[]): unknown =>
  errors.find(({ retryable }) => !retryable) ?? errors.find(({ type }) => type !== elsewhere) ?? errors[0];
