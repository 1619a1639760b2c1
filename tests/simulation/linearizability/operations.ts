import { isDeepStrictEqual } from 'node:util';
import { isOfEvent } from '../../../actors/runtime/journal/entry.ts';
import type { CallOutcome, Call as Try } from '../history.ts';
import type { Call } from './model.ts';

/** What somebody wanted of an actor, however often he tried. */
export type Asked = Pick<Try, 'stream' | 'kind' | 'action' | 'params' | 'commandId' | 'caller' | 'who'>;

/** The first answer to it, or a no of whoever it had to pass on its way. */
export type Told = Extract<CallOutcome, { readonly kind: 'answered' | 'refused' | 'turnedAway' }>;

export type Operation = Call<Asked, Told>;

export type AboutCalls = {
  /** Whether answers to its tries are made anew each time. */
  readonly isRemade?: (action: string) => boolean;
  /** Copies of it that a node got without turning them away. */
  readonly othersOf?: (one: Try) => number;
};

/** The operations of a run, and each promise about answers that is broken, in a sentence. */
export type Folded = { readonly operations: readonly Operation[]; readonly problems: readonly string[] };

type Answer = Exclude<Told, { readonly kind: 'turnedAway' }>;

const isTold = (outcome: CallOutcome): outcome is Answer => outcome.kind === 'answered' || outcome.kind === 'refused';

/** What is said of a call before anybody looks at an actor says nothing of the actor. */
const beforeAll: ReadonlySet<string> = new Set(['COMMAND_DIFFERS', 'VALIDATION', 'UNAUTHENTICATED']);

const isTurnedAway = ({ outcome }: Try): boolean => outcome.kind === 'turnedAway';

/** By what the actor was like. */
const isAway = ({ outcome }: Try): boolean => outcome.kind === 'turnedAway' && !beforeAll.has(outcome.code);

const said = (told: Answer): unknown => (told.kind === 'answered' ? told.result : [told.code, told.details]);

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
  if ((!isTold(outcome) && !isAway(one)) || returnedAt === undefined) return [];
  return [{ ...operationOf(one, invokedAt), returned: { at: returnedAt, output: outcome as Told } }];
}

/**
 * Tries of one command happen once: at any time after the first of them began, and before the first answer. Every other
 * answer must be the same. Each no that a try met on its way is looked at by itself: the try did nothing, though another
 * copy of it may have. Reads are none of each other's matter, and those without an answer tell nothing.
 */
export function fold(calls: readonly Try[], about: AboutCalls = {}): Folded {
  const { isRemade = () => false, othersOf = () => 0 } = about;
  const asked = calls.filter((one) => one.kind === 'command' && (!isTurnedAway(one) || othersOf(one) > 0));
  const commands = [...Map.groupBy(asked, commandOf).values()];
  const looks = calls.filter((one) => one.kind === 'read' || isAway(one)).flatMap(asOperation);
  const problems = commands.flatMap((tries) => (isRemade((tries[0] as Try).action) ? [] : changedAnswers(tries)));
  return { operations: [...commands.map(foldTries), ...looks], problems: [...problems, ...differingBodies(calls)] };
}

function foldTries(tries: readonly Try[]): Operation {
  const answers = tries
    .filter(({ outcome }) => isTold(outcome))
    .flatMap(asOperation)
    .map(({ returned }) => returned);
  const first = answers.reduce((a, b) => (a === undefined || (b !== undefined && b.at < a.at) ? b : a), undefined);
  const begun = Math.min(...tries.map(({ invokedAt }) => invokedAt));
  return { ...operationOf(tries[0] as Try, begun), ...(first && { returned: first }) };
}

function changedAnswers(tries: readonly Try[]): readonly string[] {
  const [first, ...others] = tries.filter(({ outcome }) => isTold(outcome));
  if (!first) return [];
  const firstTold = said(first.outcome as Answer);
  return others
    .filter(({ outcome }) => !isDeepStrictEqual(said(outcome as Answer), firstTold))
    .map(({ stream, action, commandId, outcome }) => {
      const now = JSON.stringify(said(outcome as Answer));
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
