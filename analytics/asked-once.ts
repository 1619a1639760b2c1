import type { Ask } from './ask.ts';

/**
 * Many who ask the same at once share one answer: twenty pages that open together cost as much as one. `counted` is another
 * number once more was counted: nobody is given what was asked before that.
 */
export function askedOnce(ask: Ask, counted: () => number): Ask {
  const underWay = new Map<string, Promise<readonly never[]>>();
  return (scope, question, params) => {
    const key = JSON.stringify([scope.tenantId, scope.vendorId ?? '', counted(), question.sql, params]);
    const same = underWay.get(key);
    if (same !== undefined) return same;
    const asked = ask(scope, question, params).finally(() => underWay.delete(key));
    underWay.set(key, asked as Promise<readonly never[]>);
    return asked;
  };
}
