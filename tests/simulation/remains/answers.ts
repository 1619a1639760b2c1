import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Entry, isRefused } from '../../../actors/runtime/journal/entry.ts';
import type { CallOutcome, History, Call as Try } from '../history.ts';
import { fold } from '../linearizability/operations.ts';
import { type Breach, Breaches } from './breach.ts';
import type { Truth } from './truth.ts';

/** What was asked, and how often a node got it without turning it away. */
export type Told = Pick<History, 'calls' | 'othersOf'>;

/**
 * Same id, same answer; what was answered is in the journal with that answer; what was turned away is not, unless another
 * copy of it came to a node too.
 */
export function answerBreaches(
  { stories }: Truth,
  history: Told,
  isRemade: (action: string) => boolean,
): readonly Breach[] {
  const breaches = new Breaches('answers');
  for (const sentence of fold(history.calls, { isRemade }).problems) breaches.expect(false, () => sentence);
  const commands = history.calls.filter(({ kind }) => kind === 'command');
  for (const [, tries] of Map.groupBy(commands, ({ stream, commandId }) => `${stream}\n${commandId}`)) {
    const { stream, commandId } = tries[0] as Try;
    const entry = stories.get(stream)?.entries.find((one) => one.commandId === commandId);
    for (const one of tries) isKept(one, entry, isRemade(one.action), breaches);
    const isAway = tries.every(({ outcome }) => outcome.kind === 'turnedAway' && outcome.code !== 'COMMAND_DIFFERS');
    const mayHappen = !isAway || tries.some((one) => history.othersOf(one) > 0);
    breaches.expect(mayHappen || !entry, () => `${stream}: ${commandId} was turned away, and happened`);
  }
  return breaches.all;
}

function isKept(
  { stream, action, commandId, outcome }: Try,
  entry: Entry | undefined,
  remade: boolean,
  breaches: Breaches,
) {
  if (outcome.kind !== 'answered' && outcome.kind !== 'refused') return;
  const what = `${stream}: ${action} ${commandId}`;
  breaches.expect(entry !== undefined, () => `${what} was ${outcome.kind}, and is not in the journal`);
  // What is made anew once all is decided may be a refusal too.
  if (!entry || (remade && !isRefused(entry.answer))) return;
  breaches.expect(
    isSame(entry.answer, outcome),
    () => `${what} was ${outcome.kind} ${JSON.stringify(outcome)}, and the journal has ${JSON.stringify(entry.answer)}`,
  );
  if (outcome.kind !== 'answered' || outcome.meta.version === undefined) return;
  const { version } = outcome.meta;
  breaches.expect(entry.version === version, () => `${what} was told version ${version}, and it is ${entry.version}`);
}

function isSame(answer: Answer, outcome: CallOutcome): boolean {
  if (isRefused(answer)) {
    const { refused, details } = answer.refusal;
    return outcome.kind === 'refused' && outcome.code === refused && isDeepStrictEqual(outcome.details, details);
  }
  return outcome.kind === 'answered' && isDeepStrictEqual(outcome.result, answer.result);
}
