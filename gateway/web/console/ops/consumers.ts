import type { ConsumerPage } from '../../../../actors/ops/contract.ts';

export type ConsumerSum = Pick<ConsumerPage, 'consumer' | 'handled' | 'lag' | 'problem'>;

/** Each consumer over all partitions, whoever is furthest behind first. */
export function consumersOf(pages: readonly ConsumerPage[]): readonly ConsumerSum[] {
  const sums = [...Map.groupBy(pages, ({ consumer }) => consumer)].map(([consumer, parts]): ConsumerSum => {
    const problem = parts.find((part) => part.problem)?.problem;
    return {
      consumer,
      handled: parts.reduce((sum, { handled }) => sum + handled, 0),
      lag: parts.reduce((sum, { lag }) => sum + lag, 0),
      ...(problem && { problem }),
    };
  });
  return sums.sort((a, b) => b.lag - a.lag || a.consumer.localeCompare(b.consumer));
}
