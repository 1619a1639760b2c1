/** Bounds that every adapter of the journal keeps. */
export const maxReadBatches = 1_000;
export const maxAnswerKeys = 1_000;
export const maxStreamEntries = 10_000;

export function checkKeys(answerKeys: readonly number[]): void {
  if (answerKeys.length > maxAnswerKeys)
    throw new RangeError(`${answerKeys.length} answer keys, at most ${maxAnswerKeys}`);
}

export function checkLimit(limit: number): void {
  if (limit < 1 || limit > maxStreamEntries) throw new RangeError(`a limit of ${limit}, 1 to ${maxStreamEntries}`);
}
