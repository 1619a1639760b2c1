import { JobUndone } from '../jobs.ts';

/** Why something failed as Redis may keep it, and people may see it: by its code, for a message may name somebody. */
export async function bareError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof JobUndone ? error : new JobUndone(codeOf(error));
  }
}

type Coded = { readonly type?: unknown; readonly code?: unknown; readonly name?: unknown };

const word = /^\w{1,60}$/;

function codeOf(error: unknown): string {
  const { type, code, name } = (error ?? {}) as Coded;
  return [type, code, name].map(String).find((one) => one !== 'undefined' && word.test(one)) ?? 'Error';
}
