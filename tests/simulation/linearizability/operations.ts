import { isDeepStrictEqual } from 'node:util';
import { isOfEvent } from '../../../actors/runtime/journal/entry.ts';
import type { CallOutcome, Call as Try } from '../history.ts';
import type { Call } from './model.ts';

/** What somebody wanted of an actor, however often he tried. */
export type Asked = Pick<Try, 'stream' | 'kind' | 'action' | 'params' | 'commandId' | 'caller' | 'who'>;

/** The first answer to it. */
export type Told = Extract<CallOutcome, { readonly kind: 'answered' | 'refused' }>;

export type Operation = Call<Asked, Told>;

/** The operations of a run, and each promise about answers that is broken, in a sentence. */
export type Folded = { readonly operations: readonly Operation[]; readonly problems: readonly string[] };

const isTold = (outcome: CallOutcome): outcome is Told => outcome.kind === 'answered' || outcome.kind === 'refused';

const said = (told: Told): unknown => (told.kind === 'answered' ? told.result : [told.code, told.details]);

const bodyOf = ({ action, params }: Try): string => `${action} ${JSON.stringify(params)}`;

/** One command: its stream, its id, and its body, where the id alone does not tell (another body is another's). */
const commandOf = (one: Try): string =>
  `${one.stream}\n${one.commandId}\n${isOfEvent(one.commandId) ? '' : bodyOf(one)}`;

const operationOf = ({ stream, kind, action, params, commandId, caller, who }: Try, invokedAt: number): Operation => ({
  input: { stream, kind, action, params, commandId, ...(caller && { caller }), who },
  invokedAt,
});

function asOperation(one: Try): readonly Operation[] {
  const { outcome, invokedAt, returnedAt } = one;
  if (!isTold(outcome) || returnedAt === undefined) return [];
  return [{ ...operationOf(one, invokedAt), returned: { at: returnedAt, output: outcome } }];
}

/**
 * Tries of one command happen once: at any time after the first of them began, and before the first answer. Every other
 * answer must be the same. Reads are none of each other's matter, and those without an answer tell nothing.
 */
export function fold(calls: readonly Try[], remade: (action: string) => boolean = () => false): Folded {
  const live = calls.filter(({ outcome }) => outcome.kind !== 'turnedAway');
  const commands = [
    ...Map.groupBy(
      live.filter(({ kind }) => kind === 'command'),
      commandOf,
    ).values(),
  ];
  const reads = live.filter(({ kind }) => kind === 'read').flatMap(asOperation);
  const problems = commands.flatMap((tries) => (remade((tries[0] as Try).action) ? [] : changedAnswers(tries)));
  return { operations: [...commands.map(foldTries), ...reads], problems: [...problems, ...differingBodies(calls)] };
}

function foldTries(tries: readonly Try[]): Operation {
  const answers = tries.flatMap(asOperation).map(({ returned }) => returned);
  const first = answers.reduce((a, b) => (a === undefined || (b !== undefined && b.at < a.at) ? b : a), undefined);
  const begun = Math.min(...tries.map(({ invokedAt }) => invokedAt));
  return { ...operationOf(tries[0] as Try, begun), ...(first && { returned: first }) };
}

function changedAnswers(tries: readonly Try[]): readonly string[] {
  const [first, ...others] = tries.filter(({ outcome }) => isTold(outcome));
  if (!first) return [];
  const firstTold = said(first.outcome as Told);
  return others
    .filter(({ outcome }) => !isDeepStrictEqual(said(outcome as Told), firstTold))
    .map(({ stream, action, commandId, outcome }) => {
      const now = JSON.stringify(said(outcome as Told));
      return `${stream}: ${action} ${commandId} was answered ${JSON.stringify(firstTold)}, and at a retry ${now}`;
    });
}

/** An id belongs to one body: whoever comes with another is turned away. */
function differingBodies(calls: readonly Try[]): readonly string[] {
  const told = calls.filter((one) => one.kind === 'command' && isTold(one.outcome) && !isOfEvent(one.commandId));
  return [...Map.groupBy(told, ({ stream, commandId }) => `${stream}\n${commandId}`).values()].flatMap((tries) => {
    const bodies = new Set(tries.map(bodyOf));
    const [one] = tries;
    return bodies.size > 1 && one ? [`${one.stream}: ${one.commandId} was answered for ${bodies.size} bodies`] : [];
  });
}
