/** Questions of a tenant are counted: a board asks a few. */
export const mostPinned = 12;

/** Ids of the questions on a board, in the order in which they were put there. */
export const readPinned = (text: string): readonly string[] =>
  [...new Set(text.split(',').filter(Boolean))].slice(-mostPinned);

export const writePinned = (ids: readonly string[]): string => ids.join(',');

/** With one more at its end, or without it; the first makes room where there are too many. */
export function withPinned(ids: readonly string[], id: string, isOn: boolean): readonly string[] {
  const others = ids.filter((one) => one !== id);
  return isOn ? [...others, id].slice(-mostPinned) : others;
}
