import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Step } from '../wild.ts';
import { type Answer, AnswerReader } from './answer.ts';

export type Heard = {
  readonly answers: readonly Answer[];
  /** Bytes that belong to no answer. */
  readonly complaint?: string;
};

const mostAnswers = 10;

/**
 * Plays the steps on a connection of its own and hears what comes: until one answer if that is `enough`, until the other side
 * closes, or for `waitMs`.
 */
export async function play(
  port: number,
  steps: readonly Step[],
  method: string,
  enough: boolean,
  waitMs: number,
): Promise<Heard> {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const reader = new AnswerReader();
  const answers: Answer[] = [];
  const { promise: heard, resolve } = Promise.withResolvers<string | undefined>();
  socket.on('data', (bytes) => {
    reader.hear(bytes);
    try {
      for (let answer = reader.next(method); answer; answer = reader.next(method))
        if (answer.status >= 200) answers.push(answer);
      if ((enough && answers.length > 0) || answers.length >= mostAnswers) resolve(undefined);
    } catch (error) {
      resolve((error as Error).message);
    }
  });
  socket.on('error', () => resolve(undefined));
  socket.on('end', () => resolve(undefined));
  socket.on('close', () => resolve(undefined));
  void playSteps(socket, steps).catch(() => undefined);
  const timer = setTimeout(() => resolve(undefined), waitMs);
  const complaint = await heard;
  clearTimeout(timer);
  socket.destroy();
  return { answers, ...(complaint !== undefined && { complaint }) };
}

async function playSteps(socket: ReturnType<typeof createConnection>, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed) return;
    if (typeof step === 'number') await pause(step);
    else if (step === 'end') socket.end();
    else if (step === 'reset') socket.resetAndDestroy();
    else if (step.length > 0) socket.write(step);
  }
}
