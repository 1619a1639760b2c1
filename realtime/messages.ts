import { invalid, toSoukError } from '../actors/runtime/errors.ts';
import type { Handshake, LiveProblem, Reply } from './protocol.ts';

const mostLetters = 4_096;

const wrongText = (field: string): Error => invalid([{ field, problem: 'must be a text' }]);

const fieldOf = (message: unknown, field: string): unknown =>
  (message as Readonly<Record<string, unknown>> | null | undefined)?.[field];

/** What a client says is checked here, whatever it is. */
export function textOf(message: unknown, field: string): string {
  const value = fieldOf(message, field);
  if (typeof value === 'string' && value.length <= mostLetters) return value;
  throw wrongText(field);
}

export function readHandshake(auth: unknown): Handshake {
  const given = (['token', 'tenant'] as const).filter((field) => (fieldOf(auth, field) ?? '') !== '');
  return Object.fromEntries(given.map((field) => [field, textOf(auth, field)]));
}

export type OnBug = (error: unknown) => void;

/** A problem tells nothing of a bug; whoever runs this Souk is told. */
export function problemOf(thrown: unknown, onBug: OnBug): LiveProblem {
  const { class: errorClass, type, message, retryable } = toSoukError(thrown);
  if (errorClass === 'Internal') onBug(thrown);
  return { code: type, detail: message, retryable };
}

/** `said`: a message and the callback for its answer. A client that sends no callback, or rubbish, harms nobody. */
export async function answer<Message, Answer>(
  said: readonly unknown[],
  run: (message: Message) => Promise<Answer>,
  onBug: OnBug,
): Promise<void> {
  const reply = said.at(-1);
  if (typeof reply !== 'function') return;
  const send = reply as (answer: Reply<Answer>) => void;
  try {
    send({ ok: await run((said.length > 1 ? said[0] : undefined) as Message) });
  } catch (error) {
    send({ problem: problemOf(error, onBug) });
  }
}
