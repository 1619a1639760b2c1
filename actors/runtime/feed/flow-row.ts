import { isRetryable, type SoukError, toSoukError } from '../errors.ts';
import type { AnyRow, AskRefusal } from '../flow.ts';
import type { EventAbout } from '../view.ts';
import type { HeardEvent } from './events.ts';

/** Sends one command of a flow; tries again while trying helps, within a bound. */
export type Ask = (action: string, params: unknown, about: EventAbout, commandId: string) => Promise<unknown>;

/** A refusal that no row is told of: a bug, kept for somebody to look at. */
export class FlowParked extends Error {
  constructor(cause: SoukError) {
    super(`refused and nobody to tell: ${cause.type}`, { cause });
    this.name = 'FlowParked';
  }
}

type Asked = {
  readonly action: string;
  readonly params: unknown;
  readonly result?: unknown;
  readonly error?: SoukError;
};

/** All asks in parallel, then the tells. Throws what a later try may mend, and `FlowParked` for what it cannot. */
export async function runRow(row: AnyRow, heard: HeardEvent, ask: Ask): Promise<void> {
  const asked = await Promise.all(asksOf(row, heard).map((one) => answer(one, heard, ask)));
  const away = asked.find(({ error }) => error && canBeMended(error));
  if (away?.error) throw away.error;
  const refused = asked.filter(({ error }) => error);
  if (refused.length === 0) return tell(row.answered, heard, answersOf(asked), ask);
  if (!row.refused) throw new FlowParked(refused[0]?.error as SoukError);
  await tell(row.refused, heard, refused.map(refusalOf), ask);
}

/** A bug may be mended by the next release; a refusal is an answer. */
const canBeMended = (error: SoukError): boolean => isRetryable(error) || error.class === 'Internal';

type OneAsk = { readonly action: string; readonly params: unknown; readonly commandId: string };

const asksOf = (row: AnyRow, { event, about }: HeardEvent): OneAsk[] =>
  Object.entries(row.ask ?? {}).flatMap(([action, make]) =>
    (make?.(event as never, about) ?? []).map((params, line) => ({
      action,
      params,
      commandId: `${about.eventId}:${action}:${line}`,
    })),
  );

async function answer({ action, params, commandId }: OneAsk, { about }: HeardEvent, ask: Ask): Promise<Asked> {
  try {
    return { action, params, result: await ask(action, params, about, commandId) };
  } catch (error) {
    return { action, params, error: toSoukError(error) };
  }
}

const refusalOf = ({ action, params, error }: Asked): AskRefusal => ({
  action,
  params: params as AskRefusal['params'],
  code: error?.type ?? 'INTERNAL',
  details: error?.data ?? {},
});

const answersOf = (asked: readonly Asked[]) => (name: string) =>
  asked.filter(({ action }) => action === name).map(({ result }) => result);

/** A tell that is refused is done: whoever was first has decided. */
async function tell(tells: AnyRow['answered'], heard: HeardEvent, with_: unknown, ask: Ask): Promise<void> {
  const { event, about } = heard;
  const told = Object.entries(tells ?? {}).map(async ([action, make]) => {
    try {
      const params = make?.(event as never, about, with_ as never);
      await ask(action, params, about, `${about.eventId}:${action}:tell`);
    } catch (error) {
      if (canBeMended(toSoukError(error))) throw error;
    }
  });
  await Promise.all(told);
}
