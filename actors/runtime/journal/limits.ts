/** Bounds that every adapter of the journal keeps. */
export const maxReadBatches = 1_000;
export const maxAnswerKeys = 1_000;

export function checkKeys(answerKeys: readonly number[]): void {
  if (answerKeys.length > maxAnswerKeys) throw new RangeError(`${answerKeys.length} answer keys, at most ${maxAnswerKeys}`);
}
